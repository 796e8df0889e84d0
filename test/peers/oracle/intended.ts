import type { Difference } from "./compare.js";
import { list, type RawSchema, type RawSchemas, type Step } from "./raw-schema.js";

/** A difference that is meant, and why. One that no document shows any more fails the test. */
export interface Intended {
  readonly name: string;
  readonly reason: string;
  /** Whether the difference is of this kind, by what the document itself says at the place. */
  covers(difference: Difference, raw: RawSchemas): boolean;
}

export const INTENDED: readonly Intended[] = [
  {
    name: "read-only properties are not sent",
    reason: "readOnly: OAS 3.1 §4.8.24. openapi-typescript has one type for both directions.",
    covers: (difference, raw) =>
      difference.direction === "request" && lacksOnly(difference, raw, "readOnly"),
  },
  {
    name: "write-only properties do not come back",
    reason: "writeOnly: as readOnly.",
    covers: (difference, raw) =>
      difference.direction === "response" && lacksOnly(difference, raw, "writeOnly"),
  },
  {
    name: "bytes are Uint8Array",
    reason: "`format: binary` is no string once it is sent. openapi-typescript reads `type` alone.",
    covers: (difference, raw) =>
      says(difference, "values", ["Uint8Array"], ["string"], ["unknown"]) &&
      here(difference, raw).some(({ format }) => format === "binary"),
  },
  {
    name: "a property has the values that its schema lists",
    reason:
      "openapi-typescript replaces a discriminating property by the key of its schema, even where the schema lists other values.",
    covers: ({ kind, ours, theirs, ...place }, raw) => {
      const listed = here(place, raw).flatMap((schema) => [
        ...list(schema["enum"]),
        schema["const"],
      ]);
      return (
        kind === "values" &&
        theirs.every((word) => raw.keys.some((key) => JSON.stringify(key) === word)) &&
        ours.some((word) => word !== "null") &&
        ours.every(
          (word) => word === "null" || listed.some((value) => JSON.stringify(value) === word),
        )
      );
    },
  },
  {
    name: "a property has the values that select its schema",
    reason:
      "The `mapping` of a discriminator. openapi-typescript loses it on the way through `allOf`, or takes that of another schema.",
    covers: ({ kind, component, steps, ours, theirs }, raw) => {
      const values = raw.selecting(component, lastName({ steps }));
      return (
        kind === "values" &&
        steps.length === 1 &&
        values.size > 0 &&
        ours.every((word) => values.has(word)) &&
        theirs.every((word) => !values.has(word))
      );
    },
  },
  {
    name: "a discriminating property may be left out where no schema requires it",
    reason: "openapi-typescript makes it required. OAS 3.1 §4.8.25 lets the schema decide.",
    covers: (difference, raw) =>
      says(difference, "optional", ["optional"], ["required"]) &&
      raw.discriminators.has(lastName(difference)) &&
      !isRequired(difference, raw),
  },
  {
    name: "required beside the schema that declares the property",
    reason:
      "`required` counts wherever in an `allOf` it stands. openapi-typescript reads that of the schema with the `properties`, and of the one that refers to it.",
    covers: (difference, raw) =>
      says(difference, "optional", ["required"], ["optional"]) && isRequired(difference, raw),
  },
  {
    name: "alternatives that only constrain",
    reason:
      "`anyOf: [{required: [a]}, …]` says nothing of the type; openapi-typescript takes it for anything at all.",
    covers: (difference, raw) =>
      says(difference, "values", ["object"], ["unknown"]) &&
      here(difference, raw).some((schema) =>
        alternatives(schema).some(isKeys(["required", "title"])),
      ),
  },
  {
    name: "an alternative that says nothing",
    reason: "`{}` beside schemas: what they say is kept. openapi-typescript takes all for unknown.",
    covers: (difference, raw) =>
      says(difference, "values", ["object"], ["unknown"]) &&
      here(difference, raw).some((schema) => alternatives(schema).some(isKeys([]))),
  },
  {
    name: "Cloudflare's list of firewall configurations",
    reason:
      "It is an array and, by `anyOf`, an object: no value is both. openapi-typescript makes either do.",
    covers: ({ component, ours }) =>
      component === "firewall_configurations" && ours.join() === "never",
  },
  {
    name: "an object that has nothing",
    reason:
      "`additionalProperties: false` without properties is `{}`. openapi-typescript makes it a map, of whatever the option says.",
    covers: (difference, raw) =>
      says(difference, "map", [], ["unknown"]) &&
      here(difference, raw).some(
        (schema) =>
          schema["additionalProperties"] === false &&
          Object.keys(schema["properties"] ?? {}).length === 0,
      ),
  },
  {
    name: "`type: object` beside properties",
    reason: "A member of `allOf` that says no more than `type: object` does not open the others.",
    covers: (difference, raw) =>
      says(difference, "map", [], ["unknown"]) &&
      here(difference, raw).some((schema) =>
        list(schema["allOf"]).some(isKeys(["type", "required", "description"])),
      ),
  },
  {
    name: "items without a type",
    reason: "`items` says that it is an array. openapi-typescript reads `type` alone.",
    covers: (difference, raw) =>
      says(difference, "values", ["array"], ["unknown"]) &&
      here(difference, raw).some(hasItemsAlone),
  },
  {
    name: "items without a type, of an array that another schema declares",
    reason: "As above: what `allOf` adds to the items is lost to openapi-typescript.",
    covers: ({ kind, theirs, component, steps }, raw) =>
      kind === "properties" &&
      theirs.length === 0 &&
      steps.at(-1)?.kind === "items" &&
      raw.at(component, steps.slice(0, -1)).some(hasItemsAlone),
  },
  {
    name: "a schema that refines one with a discriminator",
    reason:
      "openapi-typescript gives both the key of their schema as the same property's value, so that nothing is of the type.",
    covers: (difference, raw) =>
      says(difference, "values", ["object"], ["never"]) &&
      here(difference, raw).some((schema) => list(schema["allOf"]).length > 0),
  },
  {
    name: "$recursiveRef",
    reason:
      "JSON Schema 2019-09 §8.2.4.2: it refers to the schema around it. openapi-typescript reads no such keyword.",
    covers: (difference, raw) =>
      says(difference, "values", ["object"], ["unknown"]) &&
      here(difference, raw).some((schema) => schema["$recursiveRef"] === "#"),
  },
  {
    name: "a union refined by required, in Cloudflare's rulesets",
    reason:
      "openapi-typescript takes the discriminating property out with Omit, which leaves of a union what all members have.",
    covers: ({ component, kind }) => component === "rulesets_ResponseRule" && kind !== "optional",
  },
];

type Place = Pick<Difference, "component" | "steps">;

function here({ component, steps }: Place, raw: RawSchemas): readonly RawSchema[] {
  return raw.at(component, steps);
}

/** Whether ours and theirs say exactly this; `others` are more words that theirs may say instead. */
function says(
  { kind, ours, theirs }: Difference,
  expected: Difference["kind"],
  ourWords: readonly string[],
  ...theirWords: readonly (readonly string[])[]
): boolean {
  return (
    kind === expected &&
    ours.join() === ourWords.join() &&
    theirWords.some((words) => words.join() === theirs.join())
  );
}

/** Whether ours lacks properties, all of them marked so in the document, and differs in nothing else. */
function lacksOnly(
  difference: Difference,
  raw: RawSchemas,
  mark: "readOnly" | "writeOnly",
): boolean {
  const { kind, ours, theirs, component, steps } = difference;
  return (
    kind === "properties" &&
    ours.length === 0 &&
    theirs.every((name) =>
      raw
        .at(component, [...steps, { kind: "property", name }])
        .some((schema) => schema[mark] === true),
    )
  );
}

function isRequired({ component, steps }: Place, raw: RawSchemas): boolean {
  const name = lastName({ steps });
  return raw
    .at(component, steps.slice(0, -1))
    .some((schema) => list(schema["required"]).includes(name));
}

function lastName({ steps }: { readonly steps: readonly Step[] }): string {
  const last = steps.at(-1);
  return last?.kind === "property" ? last.name : "";
}

function hasItemsAlone({ type, items }: RawSchema): boolean {
  return type === undefined && items !== undefined;
}

function alternatives(schema: RawSchema): readonly unknown[] {
  return [...list(schema["anyOf"]), ...list(schema["oneOf"])];
}

/** Whether a schema has the first of the keywords, and none but them. */
function isKeys(keys: readonly string[]): (schema: unknown) => boolean {
  return (schema) =>
    typeof schema === "object" &&
    schema !== null &&
    keys.slice(0, 1).every((key) => Object.hasOwn(schema, key)) &&
    Object.keys(schema).every((key) => keys.includes(key));
}
