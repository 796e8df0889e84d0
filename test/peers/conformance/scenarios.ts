import type { Revision } from "./suite.js";

/**
 * How a scenario of the suite applies to a generated server. `generated`: it passes there as it is. `fixtures`: it asks for tools by name, so it
 * passes on the same HTTP server with those tools in place of `search` and `execute`.
 */
export type Applies = "generated" | "fixtures" | { readonly notBecause: string };

const PROMPTS = "The server has no prompts.";
const RESOURCES = "The server has no resources.";
const COMPLETION = "There are no prompts and no resources whose arguments could be completed.";
const LOGGING =
  "The server sends no log messages: the revision after this one deprecates them, and logs go to standard error.";
const SESSIONS =
  "Nothing is kept between requests, so that any process behind a load balancer can answer: there is no session.";
const ASKING = `In this revision a server can ask its client over HTTP only in a session. ${SESSIONS}`;
const TASKS = "The extension for tasks is not offered: a run ends within its time limit.";

const EVERYWHERE: { readonly [scenario: string]: Applies } = {
  "completion-complete": { notBecause: COMPLETION },
  "tools-list": "generated",
  "tools-call-simple-text": "fixtures",
  "tools-call-image": "fixtures",
  "tools-call-audio": "fixtures",
  "tools-call-embedded-resource": "fixtures",
  "tools-call-mixed-content": "fixtures",
  "tools-call-error": "fixtures",
  "tools-call-with-progress": "fixtures",
  "json-schema-2020-12": "fixtures",
  "resources-list": { notBecause: RESOURCES },
  "resources-read-text": { notBecause: RESOURCES },
  "resources-read-binary": { notBecause: RESOURCES },
  "resources-templates-read": { notBecause: RESOURCES },
  "prompts-list": { notBecause: PROMPTS },
  "prompts-get-simple": { notBecause: PROMPTS },
  "prompts-get-with-args": { notBecause: PROMPTS },
  "prompts-get-embedded-resource": { notBecause: PROMPTS },
  "prompts-get-with-image": { notBecause: PROMPTS },
  "dns-rebinding-protection": "generated",
};

/** Every scenario for servers that the suite runs for a revision, by name. */
export const SCENARIOS: { readonly [Name in Revision]: { readonly [scenario: string]: Applies } } =
  {
    "2025-11-25": {
      ...EVERYWHERE,
      "server-initialize": "generated",
      "server-session-lifecycle": { notBecause: SESSIONS },
      "server-sse-multiple-streams": {
        notBecause: `It stops where it gets no session. ${SESSIONS}`,
      },
      "server-sse-polling": {
        notBecause: `Streams cannot be taken up again, which is a recommendation. ${SESSIONS}`,
      },
      ping: "generated",
      "logging-set-level": { notBecause: LOGGING },
      "tools-call-with-logging": { notBecause: LOGGING },
      "tools-call-sampling": { notBecause: ASKING },
      "tools-call-elicitation": { notBecause: ASKING },
      "elicitation-sep1034-defaults": { notBecause: ASKING },
      "elicitation-sep1330-enums": { notBecause: ASKING },
      "resources-subscribe": { notBecause: RESOURCES },
      "resources-unsubscribe": { notBecause: RESOURCES },
    },
    "2026-07-28": {
      ...EVERYWHERE,
      "server-stateless": "generated",
      "server-sse-multiple-streams": "generated",
      caching: "generated",
      "http-header-validation": "generated",
      "http-custom-header-server-validation": "fixtures",
      "sep-2164-resource-not-found": { notBecause: RESOURCES },
      "input-required-result-basic-elicitation": "fixtures",
      "input-required-result-basic-sampling": "fixtures",
      "input-required-result-basic-list-roots": "fixtures",
      "input-required-result-request-state": "fixtures",
      "input-required-result-multiple-input-requests": "fixtures",
      "input-required-result-multi-round": "fixtures",
      "input-required-result-missing-input-response": "fixtures",
      "input-required-result-non-tool-request": { notBecause: PROMPTS },
      "input-required-result-result-type": "fixtures",
      "input-required-result-unsupported-methods": "generated",
      "input-required-result-tampered-state": "fixtures",
      "input-required-result-capability-check": "fixtures",
      "input-required-result-ignore-extra-params": "fixtures",
      "input-required-result-validate-input": "fixtures",
      "tasks-lifecycle": { notBecause: TASKS },
      "tasks-capability-negotiation": { notBecause: TASKS },
      "tasks-wire-fields": { notBecause: TASKS },
      "tasks-request-state-removal": { notBecause: TASKS },
      "tasks-mrtr-input": { notBecause: TASKS },
      "tasks-request-headers": { notBecause: TASKS },
      "tasks-dispatch-and-envelope": { notBecause: TASKS },
      "tasks-status-notifications": { notBecause: TASKS },
      "tasks-required-task-error": { notBecause: TASKS },
      "tasks-mrtr-composition": { notBecause: TASKS },
    },
  };

/** Checks that do not apply, of scenarios that apply otherwise. */
export const NOT_APPLICABLE: { readonly [check: string]: string } = {
  "sep-2549-prompts-list-caching-hints": PROMPTS,
  "sep-2549-resources-list-caching-hints": RESOURCES,
  "sep-2549-resources-templates-list-caching-hints": RESOURCES,
  "sep-2549-resources-read-caching-hints": RESOURCES,
  "sep-2575-server-sends-prompts-list-changed-on-subscription": PROMPTS,
  "sep-2575-server-sends-tools-list-changed-on-subscription":
    "The list of tools never changes, and the server says so.",
};

/** Checks that ask for a tool by name, of scenarios that pass on a generated server otherwise. */
export const WITH_FIXTURES: { readonly [check: string]: string } = {
  "sep-2575-server-rejects-undeclared-capability": "test_missing_capability",
  "sep-2575-missing-capability-http-400": "test_missing_capability",
  "sep-2575-http-server-no-independent-requests-on-stream": "test_streaming_elicitation",
  "sep-2575-server-no-log-without-loglevel": "test_logging_tool",
};
