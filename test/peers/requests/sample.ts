import { type BodyKind, bodyKind } from "./sample-body.js";
import { type RawOperation, type RawParameter, rawOperation } from "./sample-document.js";
import { randomOf } from "./sample-random.js";
import { type Schemas, schemasOf } from "./sample-schema.js";
import type { TextKind } from "./sample-text.js";
import { bytes, type Making, valueFor } from "./sample-value.js";

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue };

export interface SampleParameter {
  readonly in: string;
  readonly name: string;
  readonly value: JsonValue;
}

/** The arguments of one call, as the document names and places them. */
export interface Sample {
  readonly kind: "required" | "everything" | "edge";
  /** Of an edge: `empty`, `unicode`, `reserved`, `large`, `nested`. */
  readonly edge?: string;
  readonly parameters: readonly SampleParameter[];
  readonly body?: {
    /** As the document has it; a range such as `image/*` is replaced by a type of it. */
    readonly mediaType: string;
    /** JSON; bytes (`Uint8Array`), also as members of a multipart body; a string for text and XML. */
    readonly value: unknown;
  };
}

interface Shape {
  readonly kind: Sample["kind"];
  readonly edge?: string;
  readonly members: Making["members"];
  readonly text: TextKind;
  readonly depth: number;
}

const SHAPES: readonly Shape[] = [
  { kind: "required", members: "required", text: "plain", depth: 0 },
  { kind: "everything", members: "all", text: "plain", depth: 4 },
  { kind: "edge", edge: "empty", members: "all", text: "empty", depth: 3 },
  { kind: "edge", edge: "unicode", members: "all", text: "unicode", depth: 3 },
  { kind: "edge", edge: "reserved", members: "all", text: "reserved", depth: 3 },
  { kind: "edge", edge: "large", members: "all", text: "large", depth: 3 },
  { kind: "edge", edge: "nested", members: "all", text: "plain", depth: 9 },
];

/** So many values one sample has at most, required ones aside. */
const BUDGET = 1_500;

const known = new WeakMap<object, Schemas>();

/**
 * Calls of one operation of a parsed document (Swagger 2.0, OpenAPI 3.0, 3.1; one file), the same at every run: `required` only,
 * `everything`, and edges, each once for every media type of the body, whose first `required` one leaves an optional body out.
 * Values follow their schemas. Where the document leaves it open:
 * empty texts and lists stand in an edge only, an empty list in JSON only, since elsewhere it cannot be told from none;
 * path values are never empty, a dot segment or with a backslash; header values are visible Latin-1;
 * a value holds no character that its place uses to divide items without encoding.
 * An edge that would repeat `everything` is left out. GET and HEAD have no body (`fetch` sends none).
 */
export function samplesOf(document: unknown, path: string, method: string): readonly Sample[] {
  const operation = rawOperation(document, path, method);
  const bodied = !/^(get|head)$/i.test(method);
  const schemas = schemasIn(document);
  const found = new Map<string, Sample>();
  for (const shape of SHAPES) {
    const seed = `${method.toUpperCase()} ${path}`;
    const samples = samplesOfShape(shape, operation, bodied, schemas, seed);
    for (const { kind, edge, ...given } of samples) {
      const text = JSON.stringify([kind === "required" ? kind : "", given]);
      if (!found.has(text))
        found.set(text, { kind, ...(edge !== undefined && { edge }), ...given });
    }
  }
  return [...found.values()];
}

function samplesOfShape(
  shape: Shape,
  { parameters, body }: RawOperation,
  bodied: boolean,
  schemas: Schemas,
  seed: string,
): readonly Sample[] {
  const { kind, edge } = shape;
  const making = (about: string): Omit<Making, "place" | "binary"> => ({
    ...shape,
    schemas,
    random: randomOf(`${seed} ${about}`),
    budget: { left: BUDGET },
  });
  const given = parameters
    .filter((one) => one.required || shape.members === "all")
    .flatMap((one) => sampleParameter(one, making(`${one.in} ${one.name}`)));
  const bare: Sample = { kind, ...(edge !== undefined && { edge }), parameters: given };
  if (body === undefined || !bodied) return [bare];
  const samples: Sample[] = kind === "required" && !body.required ? [bare] : [];
  for (const { mediaType, schema } of body.contents) {
    const chosen = bodyKind(mediaType, schemas.flat(schema));
    const value = bodyValue(chosen.kind, schema, making(chosen.kind));
    if (value !== undefined)
      samples.push({ ...bare, body: { mediaType: chosen.mediaType, value } });
  }
  return samples;
}

function sampleParameter(
  { in: place, name, schema, delimiters }: RawParameter,
  making: Omit<Making, "place" | "binary">,
): SampleParameter[] {
  const value = valueFor(schema, { ...making, place: { kind: place, delimiters }, binary: "text" });
  return isJson(value) && value !== null ? [{ in: place, name, value }] : [];
}

function bodyValue(
  kind: BodyKind["kind"],
  schema: unknown,
  making: Omit<Making, "place" | "binary">,
): unknown {
  const place = {
    kind: kind === "json" || kind === "text" ? "json" : "form",
    delimiters: "",
  } as const;
  switch (kind) {
    case "bytes":
      return bytes(making.random);
    case "text": {
      const value = valueFor(schema, { ...making, place, binary: "text" });
      return typeof value === "string" ? value : "<sample>text</sample>";
    }
    default:
      return valueFor(schema, {
        ...making,
        place,
        binary: kind === "multipart" ? "bytes" : "text",
      });
  }
}

function schemasIn(document: unknown): Schemas {
  if (typeof document !== "object" || document === null) return schemasOf(document);
  const before = known.get(document);
  if (before !== undefined) return before;
  const made = schemasOf(document);
  known.set(document, made);
  return made;
}

function isJson(value: unknown): value is JsonValue {
  return value !== undefined && !(value instanceof Uint8Array);
}
