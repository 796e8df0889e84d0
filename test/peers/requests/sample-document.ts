/** An object of a document as it was parsed: only own members are read. */
export interface Raw {
  readonly [member: string]: unknown;
}

export function isRaw(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** The value that a JSON pointer in a fragment (RFC 6901 §6) names in the document; undefined for any other reference. */
export function pointed(document: unknown, reference: string): unknown {
  if (!reference.startsWith("#/")) return undefined;
  return reference
    .slice(2)
    .split("/")
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce(member, document);
}

/** A Reference Object's target, through at most 32 references; anything else as it is. */
export function dereferenced(document: unknown, value: unknown): unknown {
  let found = value;
  for (let hops = 0; hops < 32; hops += 1) {
    const reference = member(found, "$ref");
    if (typeof reference !== "string") return found;
    found = pointed(document, reference);
  }
  return undefined;
}

/** Where a parameter stands, `formData` and `body` of Swagger 2.0 aside. */
export type ParameterPlace = "path" | "query" | "header" | "cookie";

export interface RawParameter {
  readonly in: ParameterPlace;
  readonly name: string;
  readonly required: boolean;
  readonly schema: unknown;
  /** The characters that the parameter's style uses to divide items without encoding them. */
  readonly delimiters: string;
}

export interface RawBody {
  readonly required: boolean;
  readonly contents: readonly { readonly mediaType: string; readonly schema: unknown }[];
}

export interface RawOperation {
  readonly parameters: readonly RawParameter[];
  readonly body: RawBody | undefined;
}

/** What an operation takes, as the document says it: OpenAPI 3 or Swagger 2.0, with what the path item adds. */
export function rawOperation(document: unknown, path: string, method: string): RawOperation {
  const item = dereferenced(document, member(member(document, "paths"), path));
  const operation = member(item, method.toLowerCase());
  const parameters = merged(document, item, operation);
  const placed = parameters.flatMap((one) => placedParameter(document, one));
  if (member(document, "swagger") === undefined) {
    return { parameters: placed, body: openApiBody(document, member(operation, "requestBody")) };
  }
  const consumes = list(member(operation, "consumes") ?? member(document, "consumes"));
  return { parameters: placed, body: swaggerBody(parameters, consumes) };
}

/** The parameters of an operation, then those of its path that it does not replace. */
function merged(document: unknown, item: unknown, operation: unknown): readonly Raw[] {
  const found = new Map<string, Raw>();
  for (const one of [
    ...list(member(operation, "parameters")),
    ...list(member(item, "parameters")),
  ]) {
    const parameter = dereferenced(document, one);
    if (!isRaw(parameter)) continue;
    const key = `${parameter["in"]} ${parameter["name"]}`;
    if (!found.has(key)) found.set(key, parameter);
  }
  return [...found.values()];
}

/** OAS 3.1 §4.8.12: header parameters of these names are ignored. */
const IGNORED_HEADERS = new Set(["accept", "content-type", "authorization"]);

function placedParameter(document: unknown, parameter: Raw): RawParameter[] {
  const { in: place, name } = parameter;
  if (typeof name !== "string" || !isPlace(place)) return [];
  if (place === "header" && IGNORED_HEADERS.has(name.toLowerCase())) return [];
  const [content] = Object.values(Object(parameter["content"]));
  const schema = isRaw(content) ? content["schema"] : (parameter["schema"] ?? parameter);
  const required = parameter["required"] === true || place === "path";
  return [{ in: place, name, required, schema, delimiters: delimitersOf(document, parameter) }];
}

function isPlace(value: unknown): value is ParameterPlace {
  return value === "path" || value === "query" || value === "header" || value === "cookie";
}

function delimitersOf(document: unknown, parameter: Raw): string {
  const { in: place, style, collectionFormat } = parameter;
  const header = place === "header" ? ",=" : "";
  const byFormat = new Map([
    ["ssv", " "],
    ["tsv", "\t"],
    ["pipes", "|"],
    ["spaceDelimited", " "],
    ["pipeDelimited", "|"],
    ["label", "."],
  ]);
  const format = member(document, "swagger") === undefined ? style : collectionFormat;
  return header + (byFormat.get(String(format)) ?? "");
}

function openApiBody(document: unknown, value: unknown): RawBody | undefined {
  const body = dereferenced(document, value);
  if (!isRaw(body)) return undefined;
  const contents = Object.entries(Object(body["content"])).map(([mediaType, content]) => ({
    mediaType,
    schema: member(dereferenced(document, content), "schema"),
  }));
  return contents.length === 0 ? undefined : { required: body["required"] === true, contents };
}

function swaggerBody(
  parameters: readonly Raw[],
  consumes: readonly unknown[],
): RawBody | undefined {
  const offered = consumes.filter((type) => typeof type === "string");
  const body = parameters.find((one) => one["in"] === "body");
  if (body !== undefined) {
    const types = offered.length === 0 ? ["application/json"] : offered;
    const contents = types.map((mediaType) => ({ mediaType, schema: body["schema"] }));
    return { required: body["required"] === true, contents };
  }
  const fields = parameters.filter((one) => one["in"] === "formData");
  if (fields.length === 0) return undefined;
  const required = fields.filter((one) => one["required"] === true).map((one) => one["name"]);
  const properties = Object.fromEntries(fields.map((one) => [String(one["name"]), one]));
  const schema = { type: "object", properties, required };
  const forms = offered.filter((type) => /form/i.test(type));
  const hasFile = fields.some((one) => one["type"] === "file");
  const fallback = hasFile ? "multipart/form-data" : "application/x-www-form-urlencoded";
  const types = forms.length === 0 ? [fallback] : forms;
  return {
    required: required.length > 0,
    contents: types.map((mediaType) => ({ mediaType, schema })),
  };
}
