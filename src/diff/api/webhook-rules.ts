import type { Rules } from "../rule.js";

/** What the API sends: webhooks and callbacks. Its receivers read it, so that its types follow the rules of results. */
export const webhookRules = {
  "webhook-added": {
    part: "api",
    severity: "safe",
    title: "A webhook is new",
    why: "Nobody is sent it who did not ask for it.",
  },
  "webhook-removed": {
    part: "api",
    severity: "breaking",
    title: "A webhook is gone",
    why: "Receivers wait in vain.",
  },
  "webhook-method-changed": {
    part: "api",
    severity: "breaking",
    title: "A webhook comes with another method",
    why: "Receivers that listen for the old one refuse it.",
  },
  "webhook-deprecated": {
    part: "api",
    severity: "safe",
    title: "A webhook is deprecated",
    why: "It is sent as before, and receivers are told to leave it.",
  },
  "webhook-undeprecated": {
    part: "api",
    severity: "safe",
    title: "A webhook is not deprecated any more",
    why: "It is sent as before.",
  },
  "webhook-content-added": {
    part: "api",
    severity: "safe",
    title: "A webhook has content",
    why: "Nobody reads it yet.",
  },
  "webhook-content-removed": {
    part: "api",
    severity: "breaking",
    title: "A webhook has no content any more",
    why: "Receivers find nothing where they read.",
  },
  "webhook-media-type-added": {
    part: "api",
    severity: "possibly-breaking",
    title: "A webhook may come in another media type",
    why: "The sender chooses: receivers that read the old one alone refuse it.",
  },
  "webhook-media-type-removed": {
    part: "api",
    severity: "safe",
    title: "A webhook does not come in a media type any more",
    why: "What comes, receivers could read before.",
  },
  "webhook-changed": {
    part: "api",
    severity: "possibly-breaking",
    title: "A webhook differs in something that has no rule",
    why: "Nothing that changed may go untold; somebody has to look at it.",
  },
} as const satisfies Rules;
