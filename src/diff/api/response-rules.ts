import type { Rules } from "../rule.js";

/** Answers as a whole. What changes in their types is told by the rules of types. */
export const responseRules = {
  "result-added": {
    part: "api",
    severity: "safe",
    title: "A call gives a value that gave none",
    why: "Nobody reads it yet.",
  },
  "result-removed": {
    part: "api",
    severity: "breaking",
    title: "A call gives no value any more",
    why: "Code that reads it does not compile.",
  },
  "result-may-be-empty": {
    part: "api",
    severity: "breaking",
    title: "A call may give no value",
    why: "The result can be `undefined`, which code that reads it does not expect.",
  },
  "result-never-empty": {
    part: "api",
    severity: "safe",
    title: "A call always gives a value",
    why: "Code that looks for `undefined` never finds it.",
  },
  "success-status-added": {
    part: "api",
    severity: "safe",
    title: "A call may succeed with another status",
    why: "Statuses are no part of the result; what the new one gives is told by the result's type.",
    oasdiff: "response-success-status-added",
  },
  "success-status-removed": {
    part: "api",
    severity: "possibly-breaking",
    title: "A call does not succeed with a status any more",
    why: "Who looks at the raw response, or waits for the status, waits in vain.",
    oasdiff: "response-success-status-removed",
  },
  "success-status-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "A call succeeds with another status",
    why: "Who looks at the raw response, or waits for the status, waits in vain.",
    oasdiff: "response-success-status-removed",
  },
  "error-status-added": {
    part: "api",
    severity: "safe",
    title: "An error is described",
    why: "A call can always fail; now it is told how.",
    oasdiff: "response-non-success-status-added",
  },
  "error-status-removed": {
    part: "api",
    severity: "possibly-breaking",
    title: "An error is not described any more",
    why: "Code that handles it is not needed, or handles what nobody promises.",
    oasdiff: "response-non-success-status-removed",
  },
  "error-body-added": {
    part: "api",
    severity: "safe",
    title: "An error has content",
    why: "Nobody reads it yet.",
  },
  "error-body-removed": {
    part: "api",
    severity: "breaking",
    title: "An error has no content any more",
    why: "Code that reads why a call failed finds nothing.",
  },
  "result-media-type-added": {
    part: "api",
    severity: "safe",
    title: "An answer can come in another media type",
    why: "Those that a client asks for are given still.",
    oasdiff: "response-media-type-added",
  },
  "result-media-type-removed": {
    part: "api",
    severity: "breaking",
    title: "An answer does not come in a media type any more",
    why: "Clients that were built before ask for it, and are refused or cannot read what comes.",
    oasdiff: "response-media-type-removed",
  },
  "response-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "An answer differs in something that has no rule",
    why: "Nothing that changed may go untold; somebody has to look at it.",
  },
  "stream-added": {
    part: "api",
    severity: "safe",
    title: "An answer can be read item by item",
    why: "Calls that wait for the whole work as before.",
  },
  "stream-removed": {
    part: "api",
    severity: "breaking",
    title: "An answer cannot be read item by item any more",
    why: "`stream` of the client does not take the operation, so code that reads it does not compile.",
  },
  "stream-item-changed": {
    part: "api",
    severity: "breaking",
    title: "An item of a stream is another thing",
    why: "Events and their data are read in different ways.",
  },
} as const satisfies Rules;
