import type { ApiLookup } from "../api/lookup.js";
import type { Misuse } from "../check/misuse.js";
import type { Failure } from "./answer.js";
import { fitText } from "./fit-text.js";
import { shownSignature } from "./shown-signature.js";
import { sourceLine } from "./source-line.js";

/** Places that are told of one snippet; what comes after them may follow from them. */
const MOST_MISUSES = 5;
const MESSAGE_TOKENS = 45;
const SIGNATURE_TOKENS = 90;

/** A snippet that was refused because it uses the API wrongly: where, what is right instead, and the signature that was meant. At most some 300 tokens. */
export function misuseFailure(
  code: string,
  misuses: readonly Misuse[],
  lookup: ApiLookup,
): Failure {
  const [first, ...others] = misuses.slice(0, MOST_MISUSES);
  if (first === undefined) throw new Error("there is no misuse");
  const excerpt = sourceLine(code, first.line);
  const about = misuses.find(({ operation }) => operation !== undefined)?.operation;
  const details = [
    ...others.map(({ line, message }) =>
      fitText(`Line ${line}: ${ended(message)}`, MESSAGE_TOKENS / 2),
    ),
    ...(misuses.length > MOST_MISUSES ? [`and ${misuses.length - MOST_MISUSES} more`] : []),
    ...shownSignature(lookup, about, SIGNATURE_TOKENS),
  ];
  return {
    headline: fitText(`Not run, line ${first.line}: ${ended(first.message)}`, MESSAGE_TOKENS * 1.5),
    ...(excerpt !== "" && { excerpt }),
    details,
    next: "fix the code and execute again; no call was made.",
  };
}

function ended(message: string): string {
  return message.endsWith("?") ? message : `${message}.`;
}
