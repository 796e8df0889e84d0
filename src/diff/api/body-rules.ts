import type { Rules } from "../rule.js";

/** Request bodies as a whole. What changes in their types is told by the rules of types. */
export const bodyRules = {
  "body-added": {
    part: "api",
    severity: "safe",
    title: "An operation takes a body",
    why: "It is optional: a call without it is what it was.",
    oasdiff: "request-body-added-optional",
  },
  "body-required-added": {
    part: "api",
    severity: "breaking",
    title: "An operation needs a body",
    why: "Calls that give none do not compile, and are refused.",
    oasdiff: "request-body-added-required",
  },
  "body-removed": {
    part: "api",
    severity: "breaking",
    title: "An operation takes no body any more",
    why: "What callers said in it cannot be said: a call that gives it does not compile.",
    oasdiff: "request-body-removed",
  },
  "body-became-required": {
    part: "api",
    severity: "breaking",
    title: "A body is required now",
    why: "Calls that leave it out do not compile, and are refused.",
    oasdiff: "request-body-became-required",
  },
  "body-became-optional": {
    part: "api",
    severity: "safe",
    title: "A body may be left out",
    why: "Calls that give it are what they were.",
    oasdiff: "request-body-became-optional",
  },
  "body-media-type-added": {
    part: "api",
    severity: "safe",
    title: "A body can be sent in another media type",
    why: "Those that were taken are taken still.",
    oasdiff: "request-body-media-type-added",
  },
  "body-media-type-removed": {
    part: "api",
    severity: "breaking",
    title: "A body is not taken in a media type any more",
    why: "Callers that send it are refused.",
    oasdiff: "request-body-media-type-removed",
  },
  "body-encoding-changed": {
    part: "api",
    severity: "breaking",
    title: "A field of a form is written in another way",
    why: "What clients that were built before send is read as something else.",
  },
  "media-type-order-changed": {
    part: "api",
    severity: "safe",
    title: "Media types stand in another order",
    why: "All are taken and given as before; which one a client prefers may be another.",
  },
} as const satisfies Rules;
