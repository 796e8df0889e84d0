import type { Rules } from "../rule.js";

/** Arguments that are sent in the path, the query, a header or a cookie. What changes in their types is told by the rules of types. */
export const parameterRules = {
  "parameter-added": {
    part: "api",
    severity: "safe",
    title: "An optional argument is new",
    why: "A call without it is what it was.",
    oasdiff: "new-optional-request-parameter",
  },
  "parameter-required-added": {
    part: "api",
    severity: "breaking",
    title: "A required argument is new",
    why: "Calls that do not give it do not compile, and are refused.",
    oasdiff: "new-required-request-parameter",
  },
  "parameter-removed": {
    part: "api",
    severity: "breaking",
    title: "An argument is gone",
    why: "The server may ignore one that it does not know, but the client does not send it: a call that gives it does not compile, and a snippet's is refused.",
    oasdiff: "request-parameter-removed",
  },
  "parameter-became-required": {
    part: "api",
    severity: "breaking",
    title: "An argument is required now",
    why: "Calls that leave it out do not compile, and are refused.",
    oasdiff: "request-parameter-became-required",
  },
  "parameter-became-optional": {
    part: "api",
    severity: "safe",
    title: "An argument may be left out",
    why: "Calls that give it are what they were.",
    oasdiff: "request-parameter-became-optional",
  },
  "parameter-deprecated": {
    part: "api",
    severity: "safe",
    title: "An argument is deprecated",
    why: "It works as before, and callers are told to leave it.",
    oasdiff: "request-parameter-deprecated",
  },
  "parameter-undeprecated": {
    part: "api",
    severity: "safe",
    title: "An argument is not deprecated any more",
    why: "It works as before.",
    oasdiff: "request-parameter-reactivated",
  },
  "parameter-location-changed": {
    part: "api",
    severity: "breaking",
    title: "An argument is sent in another place",
    why: "Clients that were built before send it where the server does not look for it.",
  },
  "parameter-serialisation-changed": {
    part: "api",
    severity: "breaking",
    title: "An argument is written in another way",
    why: "Style, explode, media type or encoding decide the bytes on the wire: what clients that were built before send is read as something else.",
  },
  "argument-renamed": {
    part: "api",
    severity: "breaking",
    title: "An argument has another name in code",
    why: "The request is the same, but calls that give it by its old name do not compile, and a snippet's are refused.",
  },
  "argument-locked": {
    part: "api",
    severity: "breaking",
    title: "The configuration decides an argument",
    why: "It is no argument any more: a call that gives it does not compile, and a snippet's is refused.",
  },
  "argument-unlocked": {
    part: "api",
    severity: "safe",
    title: "The configuration decides an argument no more",
    why: "It is optional, and calls without it compile as before.",
  },
  "preset-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "The configuration sends another value",
    why: "The same call asks the server for something else.",
  },
} as const satisfies Rules;
