import { readFileSync } from "node:fs";
import { load } from "js-yaml";

const FIXTURE = new URL("../../fixtures/hostile.yaml", import.meta.url);
const HOLE = /§(\w+)/g;

/** The fixture, with what `fill` gives for the name of each hole, in keys, values and references: JSON. */
export function hostileDocument(fill: (hole: string) => string): string {
  return JSON.stringify(filled(load(readFileSync(FIXTURE, "utf8")), fill));
}

function filled(value: unknown, fill: (hole: string) => string): unknown {
  if (typeof value === "string")
    return value.replace(HOLE, (_, hole: string) =>
      value.startsWith("#/components/") ? pointerPart(fill(hole)) : fill(hole),
    );
  if (Array.isArray(value)) return value.map((item) => filled(item, fill));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key.replace(HOLE, (_, hole: string) => fill(hole)),
      filled(part, fill),
    ]),
  );
}

/** RFC 6901 §6: a key as a step of a pointer in a URI fragment. Half a character has no URI form. */
function pointerPart(key: string): string {
  return encodeURIComponent(
    key
      .replace(/\p{Surrogate}/gu, "\ufffd")
      .replaceAll("~", "~0")
      .replaceAll("/", "~1"),
  );
}
