import type { Response } from "./api.js";

/**
 * The responses that a call resolves with: the 2xx ones; where there is none `default`; where there is none either, redirects
 * (RFC 9110 §15.4), since the call ends with one. Empty when the operation describes errors alone.
 */
export function successResponses(responses: readonly Response[]): readonly Response[] {
  for (const pattern of [/^2/, /^default$/, /^[13]/]) {
    const group = responses.filter(({ status }) => pattern.test(status));
    if (group.length > 0) return group;
  }
  return [];
}
