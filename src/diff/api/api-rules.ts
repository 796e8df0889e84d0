import type { Rules } from "../rule.js";
import { bodyRules } from "./body-rules.js";
import { operationRules } from "./operation-rules.js";
import { parameterRules } from "./parameter-rules.js";
import { propertyRules } from "./property-rules.js";
import { responseRules } from "./response-rules.js";
import { securityRules } from "./security-rules.js";
import { serverRules } from "./server-rules.js";
import { typeRules } from "./type-rules.js";
import { valueRules } from "./value-rules.js";
import { webhookRules } from "./webhook-rules.js";

/** Changes of the API itself, as its callers meet them. */
export const apiRules = {
  ...operationRules,
  ...parameterRules,
  ...bodyRules,
  ...responseRules,
  ...propertyRules,
  ...valueRules,
  ...typeRules,
  ...securityRules,
  ...serverRules,
  ...webhookRules,
} as const satisfies Rules;

export type ApiCode = keyof typeof apiRules;
