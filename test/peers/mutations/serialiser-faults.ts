import { line, type Mutation } from "./mutation.js";

const SERIALISE = "client/serialise.ts";
const FORM = "client/form.ts";
const MULTIPART = "client/multipart.ts";
const PARAMETER = "client/parameter-text.ts";
const REQUEST = "client/request.ts";

/** One line of a serialiser that is wrong. */
export const SERIALISER_FAULTS: readonly Mutation[] = [
  line("pipeDelimited has commas", SERIALISE, '["pipeDelimited", "|"]', '["pipeDelimited", ","]'),
  line(
    "spaceDelimited has plus signs",
    SERIALISE,
    '["spaceDelimited", " "]',
    '["spaceDelimited", "+"]',
  ),
  line("an exploded label has commas", SERIALISE, 'explode ? "." : ","', '","'),
  line("a matrix parameter has no name", SERIALISE, "percentEncode(key)}=$", '""}$'),
  line("an empty matrix parameter keeps its =", SERIALISE, 'text === "" ?', "false ?"),
  line(
    "an exploded map has commas",
    SERIALISE,
    'const between = explode ? "=" : delimiter;',
    "const between = delimiter;",
  ),
  line("no list explodes", SERIALISE, 'if (shape.kind === "list" && explode)', "if (false)"),
  line("no map explodes", SERIALISE, 'if (shape.kind === "map" && explode)', "if (false)"),
  line("names in a query are not encoded", SERIALISE, "percentEncode(name)}=$", "name}=$"),
  line(
    "an empty list is sent",
    SERIALISE,
    'if (shape.kind === "one") return false;',
    "return false;",
  ),
  line("a cookie may hold a semicolon", SERIALISE, "x3a\\x3c-", "x3a\\x3b-"),
  line(
    "five characters stay as they are",
    "client/percent.ts",
    ".replace(/[!'()*]/g, hexadecimal)",
    "",
  ),
  line(
    "a lone surrogate throws",
    "client/percent.ts",
    "encodeURIComponent(wellFormed(text))",
    "encodeURIComponent(text)",
  ),
  line(
    "allowReserved encodes what is encoded",
    "client/percent.ts",
    "/^%[0-9A-Fa-f]{2}$/.test(part) ? part :",
    "",
  ),
  line(
    "allowReserved lets & into a query",
    "client/percent.ts",
    "/?@!$'()*,;=%]+/g",
    "/?@!$&'()*,;=%]+/g",
  ),
  line(
    "a null in a list is sent",
    "client/value-shape.ts",
    "const items = value.filter(isPresent);",
    "const items = value;",
  ),
  line(
    "a date is not ISO 8601",
    "client/value-shape.ts",
    "return value.toISOString();",
    "return String(value);",
  ),
  line("a member of a deepObject has half a bracket", "client/deep-object.ts", "key}]`", "key}`"),
  line("scalars of a list are numbered", "client/deep-object.ts", 'indexed ? at : ""', "at"),
  line("objects of a list are not numbered", "client/deep-object.ts", 'indexed ? at : ""', '""'),
  line(
    "a null inside a form is left out",
    "client/deep-object.ts",
    'if (nulls === "empty")',
    "if (false)",
  ),
  line(
    "a null in a form is left out",
    FORM,
    "if (value === null) return",
    "if (value === null) return [];\n  if (false) return",
  ),
  line("a field of JSON is bracketed", FORM, "if (isDocument && isComposite(value))", "if (false)"),
  line(
    "a list in a form is bracketed",
    FORM,
    "if (Array.isArray(value) && !value.some(isComposite))",
    "if (false)",
  ),
  line("names in a form are not encoded", FORM, "formEncode(key)}=$", "key}=$"),
  line("a file has no name", MULTIPART, 'filename="$', 'name="$'),
  line("the name of a part is not escaped", MULTIPART, "quoted(name)", "name"),
  line("a list is one part", MULTIPART, "Array.isArray(value) ? value : [value];", "[value];"),
  line("the last boundary is like the others", MULTIPART, "boundary}--", "boundary}"),
  line(
    "an object in a part is no JSON",
    MULTIPART,
    '(isObject ? "application/json" : undefined)',
    "undefined",
  ),
  line(
    "a view of bytes sends its whole buffer",
    MULTIPART,
    "source.buffer, source.byteOffset, source.byteLength",
    "source.buffer",
  ),
  line(
    "JSON in a header is not ASCII",
    PARAMETER,
    "isJson(row.mediaType) ? asciiJson(text) : text",
    "false ? asciiJson(text) : text",
  ),
  line(
    "an argument sets a reserved header",
    PARAMETER,
    "if (isReservedHeader(name)) {",
    "if (false) {",
  ),
  line("a path may hold ..", PARAMETER, "checkPathValue(placed.argument, sent);", ""),
  line(
    "form does not explode by itself",
    PARAMETER,
    'row.explode ?? (style === "form" || style === "cookie")',
    "row.explode ?? false",
  ),
  line("allowReserved is forgotten", PARAMETER, "row.allowReserved ?? false", "false"),
  line(
    "a parameter of JSON is none",
    PARAMETER,
    "if (isJson(row.mediaType)) return jsonText(argument, value);",
    "",
  ),
  line("cookies have commas between them", REQUEST, 'cookies.join("; ")', 'cookies.join(", ")'),
  line("a default is forgotten", REQUEST, "given === undefined ? row?.default : given", "given"),
  line(
    "a locked value can be overridden",
    REQUEST,
    "if (row?.locked !== undefined) return row.locked;",
    "",
  ),
  line("a wire name is forgotten", REQUEST, "name: own?.name ?? argument,", "name: argument,"),
  line("the encoding of fields is forgotten", REQUEST, "fieldEncodings(row, mediaType));", "{});"),
  line("Accept is forgotten", REQUEST, "context.accept ?? acceptOf(row)", '"*/*"'),
];
