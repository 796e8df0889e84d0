import { percentDecode } from "./percent.js";
import type { Wire } from "./typed.js";
import { WireError } from "./wire-error.js";

export type Delimiter = "," | " " | "\t" | "|";

/** A delimiter as it stands in a URL: a comma as it is, the others encoded or, for the pipe, not. */
const IN_URL: { readonly [D in Delimiter]: RegExp } = {
  ",": /,/,
  " ": /%20/,
  "\t": /%09/,
  "|": /%7C|\|/i,
};

/** Items of an encoded list, decoded: `a,b%2Cc` → `a`, `b,c`. */
export function items(text: string, delimiter: Delimiter): string[] {
  return text.split(IN_URL[delimiter]).map(percentDecode);
}

/** `R,100,G,200`. */
export function alternating(texts: readonly string[]): (readonly [string, string])[] {
  if (texts.length % 2 !== 0) throw new WireError(`a key without a value: ${texts.join()}`);
  return texts.flatMap((text, at) => (at % 2 === 0 ? [[text, texts[at + 1] ?? ""] as const] : []));
}

/** `R=100`, encoded; `empty` is what stands for a key whose value is the empty string. */
export function pair(text: string): readonly [string, string] {
  const mark = text.indexOf("=");
  if (mark < 0) return [percentDecode(text), ""];
  return [percentDecode(text.slice(0, mark)), percentDecode(text.slice(mark + 1))];
}

/** RFC 6570 §3.2.2 for one name: `a,b`, `k,v,l,w`, exploded `k=v,l=w`. */
export function simple(
  text: string,
  shape: "one" | "list" | "map",
  explode: boolean,
  delimiter: Delimiter,
): Wire {
  if (shape === "one") return { kind: "one", text: percentDecode(text) };
  if (shape === "list") return { kind: "list", texts: items(text, delimiter) };
  if (explode) return { kind: "map", entries: text.split(IN_URL[delimiter]).map(pair) };
  return { kind: "map", entries: alternating(items(text, delimiter)) };
}
