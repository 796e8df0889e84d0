import type { Declared } from "./declared.js";
import { alternating } from "./delimited.js";
import type { SchemaReader } from "./schema.js";
import { shapeOf, typedWire, type Wire, wholeJson } from "./typed.js";
import { WireError } from "./wire-error.js";

/** A header field as it was received: name and value, in order. */
export type HeaderField = readonly [name: string, value: string];

/** What HTTP and `fetch` add to any request (RFC 9110 §§7–12, Fetch §5.6). */
const OF_THE_MESSAGE = new Set([
  "accept",
  "accept-encoding",
  "accept-language",
  "connection",
  "content-length",
  "content-type",
  "cookie",
  "host",
  "sec-fetch-mode",
  "transfer-encoding",
  "user-agent",
]);

/** With one of the first, `fetch` sends the second (Fetch §4.5, "HTTP-network-or-cache fetch", cache mode `no-store`). */
const CONDITIONAL = /^if-(?:modified-since|none-match|unmodified-since|match|range)$/i;
const UNCACHED = new Set(["pragma: no-cache", "cache-control: no-cache"]);

/** The header parameters, each a field of its own, `simple` and not percent-encoded (OAS 3.1.1 §4.8.12.2). */
export function decodeHeaders(
  parameters: readonly Declared[],
  fields: readonly HeaderField[],
  schemas: SchemaReader,
): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  const declared = new Set<string>();
  for (const parameter of parameters) {
    const name = parameter.name.toLowerCase();
    declared.add(name);
    const own = fields.filter((field) => field[0].toLowerCase() === name);
    if (own.length > 1) throw new WireError(`the header ${name} stands ${own.length} times`);
    const [first] = own;
    if (first === undefined) continue;
    values.set(parameter.name, headerValue(parameter, first[1], schemas));
  }
  const isConditional = fields.some(([name]) => CONDITIONAL.test(name));
  const undeclared = fields
    .filter(
      ([name]) => !declared.has(name.toLowerCase()) && !OF_THE_MESSAGE.has(name.toLowerCase()),
    )
    .filter((field) => !(isConditional && UNCACHED.has(field.join(": ").toLowerCase())))
    .map(([name]) => name.toLowerCase());
  if (undeclared.length > 0) throw new WireError(`undeclared headers: ${undeclared.join(", ")}`);
  return values;
}

function headerValue(parameter: Declared, text: string, schemas: SchemaReader): unknown {
  const views = schemas.views(parameter.schema);
  if (parameter.mediaType !== undefined && /\bjson\b/.test(parameter.mediaType)) {
    return JSON.parse(text);
  }
  const wire = () => typedWire(wireOf(parameter, text, shapeOf(views)), views, schemas);
  return wholeJson(text, views, schemas) ?? wire();
}

function wireOf(
  { explode, delimiter }: Declared,
  text: string,
  shape: ReturnType<typeof shapeOf>,
): Wire {
  if (shape === "one" || shape === "several") return { kind: "one", text };
  const texts = text.split(delimiter);
  if (shape === "list") return { kind: "list", texts };
  if (!explode) return { kind: "map", entries: alternating(texts) };
  return {
    kind: "map",
    entries: texts.map((one) => {
      const mark = one.indexOf("=");
      if (mark < 0) throw new WireError(`no key and value: ${one}`);
      return [one.slice(0, mark), one.slice(mark + 1)];
    }),
  };
}
