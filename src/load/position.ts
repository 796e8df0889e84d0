/**
 * What a value of an OpenAPI document is, as far as it matters for references: whether its keys are the specification's or
 * the author's, and whether a `$ref` may stand there.
 */
export type Position =
  | "document"
  | "components"
  /** A map of the author's names to things that have a name through it: `components.schemas`. */
  | "definitions"
  | "definition"
  /** The same of schemas. */
  | "schemaDefinitions"
  | "schemaDefinition"
  /** A map of the author's names to schemas: `properties`. */
  | "schemas"
  | "schema"
  /** A map of paths, webhooks or expressions to path items. */
  | "pathItems"
  | "pathItem"
  | "operations"
  | "operation"
  | "callbacks"
  /** Any other map of the author's names: `responses`, `content`. */
  | "map"
  /** A field of the document itself: `info`, `servers`. */
  | "section"
  | "discriminator"
  | "mapping"
  | "object";

/** How a `$ref` at a position is followed. */
export type Following =
  /** It stays, and names a place of the document. */
  | "refer"
  /** What it names is put in its place, if that lies in another file: the place gives it its name. */
  | "adopt"
  /** What it names is put in its place: no reference may stand there, but authors of many files write one. */
  | "embed";

const FOLLOWING: Readonly<Record<Position, Following>> = {
  document: "embed",
  components: "embed",
  definitions: "embed",
  definition: "adopt",
  schemaDefinitions: "embed",
  schemaDefinition: "adopt",
  schemas: "embed",
  schema: "refer",
  pathItems: "embed",
  pathItem: "adopt",
  operations: "embed",
  operation: "embed",
  callbacks: "embed",
  map: "embed",
  section: "embed",
  discriminator: "embed",
  mapping: "embed",
  object: "refer",
};

export function followingOf(position: Position): Following {
  return FOLLOWING[position];
}

const METHODS: ReadonlySet<string> = new Set(
  "get put post delete options head patch trace query".split(" "),
);

const MAPS: ReadonlySet<string> = new Set(
  "responses headers content links encoding variables".split(" "),
);

const SCHEMAS: ReadonlySet<string> = new Set(["schema", "itemSchema"]);

const SCHEMA_MAPS: ReadonlySet<string> = new Set(
  "properties patternProperties $defs definitions dependentSchemas".split(" "),
);

/** Fields that hold data: a `$ref` in there is a word of it. */
const DATA: ReadonlySet<string> = new Set([
  ...["example", "default", "enum", "const", "value", "dataValue", "security"],
]);

/** The position of a member; `undefined` for data and extensions, where a `$ref` means nothing. */
export function memberPosition(position: Position, key: string): Position | undefined {
  switch (position) {
    case "document":
      return documentMember(key);
    case "components":
      if (key === "pathItems") return "pathItems";
      if (key === "callbacks") return "callbacks";
      if (key === "schemas") return "schemaDefinitions";
      return key.startsWith("x-") ? undefined : "definitions";
    case "schemaDefinitions":
      return "schemaDefinition";
    case "schemas":
      return "schema";
    case "schema":
    case "schemaDefinition":
      return schemaMember(key);
    case "definitions":
      return "definition";
    case "pathItems":
      return "pathItem";
    case "callbacks":
      return "pathItems";
    case "operations":
      return "operation";
    case "mapping":
      return undefined;
    case "map":
      return "object";
    case "pathItem":
      if (METHODS.has(key)) return "operation";
      return key === "additionalOperations" ? "operations" : fieldMember(key);
    case "discriminator":
      return key === "mapping" ? "mapping" : undefined;
    case "section":
    case "operation":
    case "definition":
    case "object":
      return fieldMember(key);
  }
}

function documentMember(key: string): Position | undefined {
  switch (key) {
    case "paths":
    case "webhooks":
      return "pathItems";
    case "components":
      return "components";
    case "definitions":
      return "schemaDefinitions";
    case "parameters":
    case "responses":
    case "securityDefinitions":
      return "definitions";
    default:
      return key.startsWith("x-") ? undefined : "section";
  }
}

function fieldMember(key: string): Position | undefined {
  if (MAPS.has(key)) return "map";
  if (SCHEMAS.has(key)) return "schema";
  if (DATA.has(key) || key.startsWith("x-")) return undefined;
  return key === "callbacks" ? "callbacks" : "object";
}

function schemaMember(key: string): Position | undefined {
  if (SCHEMA_MAPS.has(key)) return "schemas";
  if (DATA.has(key) || key.startsWith("x-")) return undefined;
  return key === "discriminator" ? "discriminator" : "schema";
}

/** The position of an item of a list; JSON Schema's `examples` are data. */
export function itemPosition(position: Position, key: string): Position | undefined {
  return key === "examples" ? undefined : position;
}
