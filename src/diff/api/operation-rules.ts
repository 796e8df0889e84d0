import type { Rules } from "../rule.js";

/** Operations as a whole, what is said about them, and what the client makes of them. */
export const operationRules = {
  "operation-added": {
    part: "api",
    severity: "safe",
    title: "An operation is new",
    why: "Nobody calls it yet.",
    oasdiff: "endpoint-added",
  },
  "operation-removed": {
    part: "api",
    severity: "breaking",
    title: "An operation is gone",
    why: "Every call of it fails.",
    oasdiff: "api-removed-without-deprecation",
  },
  "operation-removed-after-deprecation": {
    part: "api",
    severity: "possibly-breaking",
    title: "A deprecated operation is gone",
    why: "Callers were told to leave it; a call of one who did not fails.",
    oasdiff: "api-removed-with-deprecation",
  },
  "operation-moved": {
    part: "api",
    severity: "breaking",
    title: "An operation has another method or path",
    why: "Requests of clients that were built before go to a route that the API does not describe any more.",
  },
  "operation-deprecated": {
    part: "api",
    severity: "safe",
    title: "An operation is deprecated",
    why: "It works as before, and callers are told to leave it.",
    oasdiff: "endpoint-deprecated",
  },
  "operation-undeprecated": {
    part: "api",
    severity: "safe",
    title: "An operation is not deprecated any more",
    why: "It works as before.",
    oasdiff: "endpoint-reactivated",
  },
  "operation-id-changed": {
    part: "api",
    severity: "safe",
    title: "An operation has another operationId",
    why: "It is not sent. Where it decides the name in code, that has a finding of its own.",
    oasdiff: "api-operation-id-removed",
  },
  "operation-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "An operation differs in something that has no rule",
    why: "Nothing that changed may go untold; somebody has to look at it.",
  },
  "description-changed": {
    part: "api",
    severity: "safe",
    title: "A text is another one",
    why: "Summaries, descriptions and tags change what people and agents read, never what is sent.",
  },
  "pagination-added": {
    part: "api",
    severity: "safe",
    title: "All pages can be asked for at once",
    why: "Calls for one page work as before.",
  },
  "pagination-removed": {
    part: "api",
    severity: "breaking",
    title: "Pages cannot be followed any more",
    why: "`paginate` of the client does not take the operation, so code that walks over all items does not compile.",
  },
  "pagination-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "Pages follow each other in another way",
    why: "Clients that were built before may stop at the first page, or ask for the same one again.",
  },
  "links-changed": {
    part: "api",
    severity: "safe",
    title: "What an answer gives for further calls is told otherwise",
    why: "Links are advice; no call depends on them.",
  },
} as const satisfies Rules;
