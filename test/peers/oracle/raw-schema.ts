/** One step from a schema to one below it: a property by its name, the items of an array, the values of a map. */
export type Step =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "items" }
  | { readonly kind: "values" };

/** A Schema Object as the document has it. */
export interface RawSchema {
  readonly [keyword: string]: unknown;
}

/** Finds what a document itself says at a place of a component schema, sharing no code with the compiler. */
export interface RawSchemas {
  readonly keys: readonly string[];
  /** The properties that some `discriminator` anywhere in the document names. */
  readonly discriminators: ReadonlySet<unknown>;
  /** The values, as JSON, by which a `mapping` for the property selects the component. */
  selecting(component: string, property: string): ReadonlySet<string>;
  /** Every schema that has a say there: references followed, `allOf`, `oneOf` and `anyOf` members included. */
  at(component: string, steps: readonly Step[]): readonly RawSchema[];
}

export function rawSchemas(document: unknown): RawSchemas {
  const components = child(child(document, "components"), "schemas");
  const discriminators = discriminatorsOf(document);
  return {
    keys: isRaw(components) ? Object.keys(components) : [],
    discriminators: new Set(discriminators.map(({ propertyName }) => propertyName)),
    selecting: (component, property) =>
      new Set(
        discriminators
          .filter(({ propertyName }) => propertyName === property)
          .flatMap(({ mapping }) => Object.entries(mapping ?? {}))
          .filter(([, target]) => target === `#/components/schemas/${component}`)
          .map(([value]) => JSON.stringify(value)),
      ),
    at: (component, steps) =>
      steps.reduce<readonly RawSchema[]>(
        (schemas, step) =>
          spread(
            document,
            schemas.flatMap((schema) => below(schema, step)),
          ),
        spread(document, [child(components, component)]),
      ),
  };
}

function discriminatorsOf(document: unknown): RawSchema[] {
  const values = new Set([document].filter(isRaw));
  for (const value of values)
    for (const each of Object.values(value)) if (isRaw(each)) values.add(each);
  return Array.from(values, (value) => value["discriminator"]).filter(isRaw);
}

function below(schema: RawSchema, step: Step): readonly unknown[] {
  switch (step.kind) {
    case "property":
      return [child(schema["properties"], step.name)];
    case "items":
      return [schema["items"], schema["prefixItems"]].flat();
    case "values":
      return [schema["additionalProperties"], ...Object.values(schema["patternProperties"] ?? {})];
  }
}

function spread(document: unknown, schemas: readonly unknown[]): readonly RawSchema[] {
  const found = new Set(schemas.filter(isRaw));
  // A set is walked to its end, also what is added on the way.
  for (const schema of found) {
    const composed = ["allOf", "oneOf", "anyOf"].flatMap((keyword) => list(schema[keyword]));
    for (const next of [follow(document, schema["$ref"]), ...composed])
      if (isRaw(next)) found.add(next);
  }
  return [...found];
}

function follow(document: unknown, ref: unknown): unknown {
  if (typeof ref !== "string" || !ref.startsWith("#/")) return undefined;
  return ref
    .slice(2)
    .split("/")
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce(child, document);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function child(value: unknown, key: string): unknown {
  return isRaw(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRaw(value: unknown): value is RawSchema {
  return typeof value === "object" && value !== null;
}

/** `/policies/[]/id`; the values of a map are `{}`. */
export function stepsText(steps: readonly Step[]): string {
  return steps
    .map((step) => `/${step.kind === "property" ? step.name : step.kind === "items" ? "[]" : "{}"}`)
    .join("");
}
