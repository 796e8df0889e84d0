import type { Rules } from "../rule.js";

/** Where requests go, and what is said of the API as a whole. */
export const serverRules = {
  "server-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "Requests go to another server",
    why: "The first server is where calls go. Clients that were built before still ask the old one, which may or may not be there.",
  },
  "server-added": {
    part: "api",
    severity: "safe",
    title: "A server is new",
    why: "Calls go where they went.",
  },
  "server-removed": {
    part: "api",
    severity: "possibly-breaking",
    title: "A server is gone",
    why: "Callers that chose it have to choose another one.",
  },
  "server-order-changed": {
    part: "api",
    severity: "safe",
    title: "Servers stand in another order",
    why: "The first one, where calls go, is what it was.",
  },
  "server-variable-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "A variable of a server's URL is another one",
    why: "Calls that set it, or rely on its default, may go elsewhere.",
  },
  "client-renamed": {
    part: "api",
    severity: "breaking",
    title: "The client has another name",
    why: "Snippets and imports say its old one.",
  },
  "version-changed": {
    part: "api",
    severity: "safe",
    title: "The version of the API is another one",
    why: "It is told, never sent.",
  },
  "configuration-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "The policy or the limits of a run are others",
    why: "What was allowed may be asked for or denied, and what fitted may not fit.",
  },
  "api-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "The API differs in something that has no rule",
    why: "Nothing that changed may go untold; somebody has to look at it.",
  },
} as const satisfies Rules;
