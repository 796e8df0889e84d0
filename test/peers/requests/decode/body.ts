import type { DeclaredContent, Written } from "./declared.js";
import { decodeFields, type Field, type Pair, pairsOf } from "./fields.js";
import { isOfRange, readingOf } from "./media-type.js";
import { type Part, partsOf } from "./multipart.js";
import { type Kind, kindsOf, propertyNames, type SchemaReader, type Views } from "./schema.js";
import { shapeOf, typed } from "./typed.js";
import { WireError } from "./wire-error.js";

/** A body's value from its bytes: JSON, bytes where the media type or a part says so, a string for text. */
export async function decodeBody(
  content: DeclaredContent,
  contentType: string,
  bytes: Uint8Array,
  schemas: SchemaReader,
): Promise<unknown> {
  switch (readingOf(contentType)) {
    case "json":
      return JSON.parse(utf8(bytes));
    case "form":
      return formValue(content, utf8(bytes), schemas);
    case "multipart":
      return multipartValue(content, await partsOf(contentType, bytes), schemas);
    case "text":
      return utf8(bytes);
    case "bytes":
      return bytes;
  }
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new WireError("the body is not UTF-8");
  }
}

/**
 * WHATWG URL §5: pairs, `+` for a space. A field is written as its Encoding Object says; without one, a list is `a=1&a=2`
 * (OAS 3.1 §4.8.14.4: form, exploded). How an object is, the versions of the specification do not agree (3.1.0: form; 3.1.1: JSON),
 * and servers have a third opinion: JSON and brackets are read, whichever the wire has.
 */
function formValue(content: DeclaredContent, text: string, schemas: SchemaReader): unknown {
  const pairs = pairsOf(text.replaceAll("+", "%20"), /&/);
  return fieldsValue(content, pairs, schemas);
}

function fieldsValue(
  { schema, fields }: DeclaredContent,
  pairs: readonly Pair[],
  schemas: SchemaReader,
): unknown {
  const views = schemas.views(schema);
  const names = new Set([...propertyNames(views), ...fields.keys()]);
  const roots = pairs.map(({ name }) => (names.has(name) ? name : rootOf(name)));
  const declared = [...new Set([...names, ...roots])].map((name): Field => {
    const field = fields.get(name);
    const isBracketed = pairs.some((pair) => pair.name.startsWith(`${name}[`));
    const open = field?.contentType === undefined && isBracketed ? BRACKETS : undefined;
    const own = { anyOf: schemas.property(views, name) };
    return { name, schema: own, mediaType: undefined, written: field?.written ?? open };
  });
  const { values, rest } = decodeFields(declared, pairs, schemas);
  if (rest.length > 0) {
    throw new WireError(`undeclared in the form: ${rest.map(({ name }) => name).join(", ")}`);
  }
  return Object.fromEntries(values);
}

const BRACKETS: Written = {
  style: "deepObject",
  explode: true,
  delimiter: ",",
  schema: undefined,
};

/** `a` of `a[b][]`. */
function rootOf(name: string): string {
  const bracket = name.indexOf("[");
  return bracket <= 0 ? name : name.slice(0, bracket);
}

/** RFC 7578; a list is one part for each item (OAS 3.1 §4.8.14.5). */
function multipartValue(
  content: DeclaredContent,
  parts: readonly Part[],
  schemas: SchemaReader,
): unknown {
  const styled = [...content.fields].filter(([, { written }]) => written !== undefined);
  const isStyled = ({ name }: Part) =>
    styled.some(([field]) => name === field || name.startsWith(`${field}[`));
  const pairs = parts
    .filter(isStyled)
    .map(({ name, bytes }) => ({ name, text: encodedText(utf8(bytes)) }));
  const texts = fieldsValue({ ...content, fields: new Map(styled) }, pairs, schemas);
  const views = schemas.views(content.schema);
  const others = parts.filter((part) => !isStyled(part));
  const names = [...new Set(others.map(({ name }) => name))];
  const entries = names.map((name) => {
    const own = others.filter((part) => part.name === name);
    const encoding = content.fields.get(name)?.contentType;
    const property = schemas.property(views, name);
    return [name, partsValue(own, property, encoding, schemas)] as const;
  });
  return { ...Object(texts), ...Object.fromEntries(entries) };
}

/** The text of a part as it would stand in a form, where a comma divides; a part says nothing of what is a delimiter and what is not. */
function encodedText(text: string): string {
  return encodeURIComponent(text).replaceAll("%2C", ",");
}

function partsValue(
  parts: readonly Part[],
  views: Views,
  contentType: string | undefined,
  schemas: SchemaReader,
): unknown {
  const shape = shapeOf(views);
  if (shape === "list" || (shape === "several" && parts.length > 1)) {
    return parts.map((part) => partValue(part, schemas.items(views), contentType));
  }
  const [first] = parts;
  if (first === undefined || parts.length > 1) {
    throw new WireError(`the part ${first?.name} stands ${parts.length} times`);
  }
  return partValue(first, views, contentType);
}

function partValue(part: Part, views: Views, contentType: string | undefined): unknown {
  const usual = usualContentTypes(views);
  const offered = contentType?.split(",").map((range) => range.trim()) ?? usual;
  if (!offered.some((range) => isOfRange(part.contentType, range))) {
    throw new WireError(`the part ${part.name} is ${part.contentType}, not ${offered.join(", ")}`);
  }
  const isJson = readingOf(part.contentType) === "json";
  if (usual.includes(OCTETS) && !isJson) {
    if (part.fileName === undefined) throw new WireError(`the file ${part.name} has no name`);
    return part.bytes;
  }
  const text = utf8(part.bytes);
  return isJson ? JSON.parse(text) : typed(text, views);
}

const OCTETS = "application/octet-stream";

/** The defaults of `contentType` (OAS 3.1 §4.8.15), one for each type that a value may have; and that of Swagger 2.0's `file`. */
function usualContentTypes(views: Views): readonly string[] {
  const isBytes = (view: Views[number]) =>
    view["format"] === "binary" || view["type"] === "file" || view["contentMediaType"] === OCTETS;
  const others = views.filter((view) => !isBytes(view));
  const isSilent = others.length < views.length && others.every((view) => !("type" in view));
  const kinds = isSilent ? new Set<Kind>() : kindsOf(others);
  const has = (...wanted: readonly Kind[]) => wanted.some((kind) => kinds.has(kind));
  return [
    ...(views.some(isBytes) ? [OCTETS] : []),
    ...(has("object", "array") ? ["application/json"] : []),
    ...(has("string", "integer", "number", "boolean") ? ["text/plain"] : []),
  ];
}
