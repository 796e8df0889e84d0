/** Of more, the last has all that follows. */
const MAX_CLAUSES = 5;
/** A shorter piece says nothing alone. */
const MIN_WORDS = 3;
/** Good enough to count by. */
const WORD = /[^\s'"]+/g;
const BETWEEN = /[.;,!?\n]+\s|\b(?:and|then|also|but)\b/i;

/**
 * The parts of a request that may each ask for something: "create an issue and assign it to me" has two. A piece of one or two words belongs
 * to what stands before it. At least one, at most five.
 */
export function clausesOf(request: string): readonly string[] {
  const clauses: string[] = [];
  for (const piece of request.split(BETWEEN)) {
    const last = clauses.length - 1;
    if (last < 0 || ((piece.match(WORD) ?? []).length >= MIN_WORDS && clauses.length < MAX_CLAUSES))
      clauses.push(piece);
    else clauses[last] += ` ${piece}`;
  }
  return clauses;
}
