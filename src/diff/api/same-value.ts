/**
 * True when two values of the IR are equal as JSON. The order of keys decides nothing, that of arrays does. The `source` of operations,
 * webhooks and types is not compared: where something stands in the input is no part of the API.
 */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object") return false;
  if (left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, at) => isSame(item, right[at]));
  }
  const skipped = isPlaced(left) ? "source" : undefined;
  let count = 0;
  for (const key in left) {
    if (key === skipped) continue;
    count += 1;
    if (!Object.hasOwn(right, key)) return false;
    if (!isSame(Reflect.get(left, key), Reflect.get(right, key))) return false;
  }
  for (const key in right) if (key !== skipped) count -= 1;
  return count === 0;
}

/** True for an operation, a webhook or a named type: what has a `source` that is a place. */
function isPlaced(value: object): boolean {
  return "httpMethod" in value || "home" in value;
}

/** The fields beyond the known ones that differ: what no comparison of ours looks at, so that nothing that the IR will hold goes unseen. */
export function otherDifferences(
  before: object,
  after: object,
  known: ReadonlySet<string>,
): readonly string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter(
    (key) => !known.has(key) && !isSame(Reflect.get(before, key), Reflect.get(after, key)),
  );
}
