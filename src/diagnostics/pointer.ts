/** A JSON pointer (RFC 6901) extended by keys: `childPointer("/paths", "/a", "get")` is `/paths/~1a/get`. */
export function childPointer(pointer: string, ...keys: readonly (string | number)[]): string {
  let path = pointer;
  for (const key of keys) path += `/${typeof key === "number" ? key : escaped(key)}`;
  return path;
}

function escaped(key: string): string {
  return key.includes("/") || key.includes("~")
    ? key.replaceAll("~", "~0").replaceAll("/", "~1")
    : key;
}

/** The keys of a JSON pointer, unescaped; none for the root. */
export function pointerKeys(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
