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
  /** Every schema that has a say there: references followed, `allOf`, `oneOf` and `anyOf` members included. */
  at(component: string, steps: readonly Step[]): readonly RawSchema[];
}

export function rawSchemas(document: unknown): RawSchemas {
  const components = child(child(document, "components"), "schemas");
  return {
    keys: isRaw(components) ? Object.keys(components) : [],
    at: (component, steps) =>
      steps.reduce<readonly RawSchema[]>(
        (schemas, step) => spread(document, schemas.flatMap((schema) => below(schema, step))),
        spread(document, [child(components, component)]),
      ),
  };
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
  const found = new Set<RawSchema>();
  const waiting = [...schemas];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isRaw(next) || found.has(next)) continue;
    found.add(next);
    waiting.push(follow(document, next["$ref"]));
    for (const keyword of ["allOf", "oneOf", "anyOf"]) waiting.push(...list(next[keyword]));
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
