import type { Response } from "./api.js";

/**
 * The responses that a call resolves with: the 2xx ones; where there is none `default`; where there is none either, redirects
 * (RFC 9110 §15.4), since the call ends with one. Empty when the operation describes errors alone.
 */
export function successResponses(responses: readonly Response[]): readonly Response[] {
  const groups = [/^2/, /^default$/, /^[13]/].map((pattern) =>
    responses.filter(({ status }) => pattern.test(status)),
  );
  return groups.find((group) => group.length > 0) ?? [];
}
