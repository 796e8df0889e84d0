/**
 * Makes values from schemas, so that an API can be played without its data.
 *
 * @typedef {Record<string, unknown>} Node
 *
 * @typedef {object} Place Where in the answer a value stands.
 * @property {string} name Of the property.
 * @property {string} thing What the object around it is: `folder` in `folders[0]`.
 * @property {number} ordinal Which of the list it is, from 1.
 * @property {number} depth Objects and lists around it.
 * @property {number} hops Schemas that led to it.
 */

/** Below this, only what is required. */
const OPTIONAL_UNTIL = 5;
/** A schema that requires itself ends here. */
const LAST_HOP = 24;
const MOST_VALUES = 5000;
const ORDINALS = ["Example", "First", "Second"];

/**
 * The first example that stands beside a schema (OAS 3.1 §4.8.14), or a value made from the schema.
 *
 * @param {Node} document
 * @param {Node} media A media type object.
 * @param {ReadonlyMap<string, string>} known Property name → value that the answer repeats, such as an id from the path.
 * @returns {unknown}
 */
export function exampleOf(document, media, known) {
  if ("example" in media) return media["example"];
  const named = resolve(document, Object.values(nodeOf(media["examples"]))[0]);
  if ("value" in named) return named["value"];
  return valueMaker(document, known)(media["schema"], {
    name: "",
    thing: "",
    ordinal: 0,
    depth: 0,
    hops: 0,
  });
}

/**
 * Follows local references (RFC 6901 pointers); what leads nowhere is an empty object.
 *
 * @param {Node} document
 * @param {unknown} value
 * @returns {Node}
 */
export function resolve(document, value) {
  let node = nodeOf(value);
  for (let hops = 0; hops < 20 && typeof node["$ref"] === "string"; hops += 1) {
    /** @type {unknown} */
    let target = document;
    for (const step of node["$ref"].split("/").slice(1)) {
      const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
      target = Object.hasOwn(nodeOf(target), name) ? nodeOf(target)[name] : undefined;
    }
    node = nodeOf(target);
  }
  return node;
}

/** @param {unknown} value @returns {Node} */
export function nodeOf(value) {
  return value !== null && typeof value === "object" ? /** @type {Node} */ (value) : {};
}

/**
 * @param {Node} document
 * @param {ReadonlyMap<string, string>} known
 * @returns {(schemaOrRef: unknown, place: Place) => unknown}
 */
function valueMaker(document, known) {
  let made = 0;
  return valueOfSchema;

  /** @param {unknown} schemaOrRef @param {Place} place @returns {unknown} */
  function valueOfSchema(schemaOrRef, place) {
    made += 1;
    if (place.hops > LAST_HOP || made > MOST_VALUES) return null;
    const schema = resolve(document, schemaOrRef);
    const types = [schema["type"] ?? []].flat();
    const repeated = known.get(place.name);
    if (repeated !== undefined && types.includes("string")) return repeated;
    for (const key of ["example", "default", "const"]) if (key in schema) return schema[key];
    for (const key of ["examples", "enum"]) {
      const values = schema[key];
      if (Array.isArray(values) && values.length > 0) return values[0];
    }
    if (Array.isArray(schema["allOf"])) return merged(schema, schema["allOf"], place);
    const alternatives = schema["oneOf"] ?? schema["anyOf"];
    if (Array.isArray(alternatives)) {
      const chosen = alternatives.find((one) => resolve(document, one)["type"] !== "null");
      return valueOfSchema(chosen, { ...place, hops: place.hops + 1 });
    }
    if (types.includes("object") || "properties" in schema) return object(schema, place);
    if (types.includes("array")) return list(schema, place);
    return scalar(schema, types, place);
  }

  /** @param {Node} schema @param {Place} place */
  function object(schema, { name, thing, ordinal, depth, hops }) {
    const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
    const inside = { thing: name === "" ? thing : name, ordinal, depth: depth + 1, hops: hops + 1 };
    return Object.fromEntries(
      Object.entries(nodeOf(schema["properties"]))
        .filter(([member]) => depth < OPTIONAL_UNTIL || required.has(member))
        .map(([member, type]) => [member, valueOfSchema(type, { ...inside, name: member })]),
    );
  }

  /** Two of a kind, or none where there is enough already. @param {Node} schema @param {Place} place */
  function list(schema, { name, thing, depth, hops }) {
    if (depth >= OPTIONAL_UNTIL) return [];
    const one = singular(name === "" ? thing : name);
    const inside = { name: one, thing: one, depth: depth + 1, hops: hops + 1 };
    return [1, 2].map((ordinal) => valueOfSchema(schema["items"], { ...inside, ordinal }));
  }

  /** @param {Node} schema @param {readonly unknown[]} parts @param {Place} place */
  function merged(schema, parts, place) {
    const { allOf: _, ...own } = schema;
    const values = [...parts, ...("properties" in own ? [own] : [])].map((part) =>
      valueOfSchema(part, { ...place, hops: place.hops + 1 }),
    );
    const objects = values.filter((value) => value !== null && typeof value === "object");
    return objects.length > 0 ? Object.assign({}, ...objects) : values[0];
  }
}

/** @param {Node} schema @param {readonly unknown[]} types @param {Place} place */
function scalar(schema, types, place) {
  if (types.includes("string")) return text(schema["format"], place);
  if (types.includes("integer") || types.includes("number")) {
    const minimum = schema["minimum"];
    return Math.max(typeof minimum === "number" ? minimum : 1, place.ordinal);
  }
  return types.includes("boolean") ? true : null;
}

/** @param {unknown} format @param {Place} place */
function text(format, { name, thing, ordinal }) {
  const noun = thing === "" ? "thing" : thing;
  switch (format) {
    case "date-time":
      return "2026-01-15T09:30:00Z";
    case "date":
      return "2026-01-15";
    case "uri":
    case "url":
      return "https://example.com/";
    case "email":
      return "ada@example.com";
    case "uuid":
      return "123e4567-e89b-42d3-a456-426614174000";
  }
  if (/^(id|key|uuid|slug)$|_(id|key)$|I[dD]$/.test(name)) return `${noun}-${ordinal}`;
  if (/^(name|title|label|login|handle)$/.test(name)) return `${ORDINALS[ordinal]} ${noun}`;
  return `${ORDINALS[ordinal]} ${noun}'s ${name}`;
}

/** @param {string} name */
function singular(name) {
  return name
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch)es$/, "$1")
    .replace(/([^s])s$/, "$1");
}
