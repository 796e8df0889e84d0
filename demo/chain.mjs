/**
 * Finds calls that lead into each other: the answer of one holds what the next one needs.
 *
 * @typedef {import("../dist/runtime/api/api.js").Api} Api
 * @typedef {import("../dist/runtime/api/api.js").Operation} Operation
 * @typedef {import("../dist/runtime/api/types.js").Type} Type
 * @typedef {import("../dist/runtime/api/types.js").Property} Property
 *
 * @typedef {object} List A list in an answer.
 * @property {readonly string[]} path Properties that lead to it; empty when the answer is the list.
 * @property {string} thing One of its items: `folder`, `componentSet`.
 * @property {readonly Property[]} properties Of an item; their types are no references.
 *
 * @typedef {object} Step
 * @property {Operation} operation
 * @property {ReadonlyMap<string, string>} supplied Argument → property of an item of the step before.
 * @property {List | undefined} list What the next step, or the answer, is taken from.
 * @property {readonly string[]} scalars Names of the first few plain values in an answer that is one object.
 */

const LONGEST = 3;

/**
 * The longest chain of reads, at most three; among equals the one that ends in a list, goes from things to what is in
 * them, and asks for the fewest arguments of its own. Empty if the API has no operation that only reads.
 *
 * @param {Api} api
 * @returns {readonly Step[]}
 */
export function chainOf(api) {
  const types = new Map(api.types.map(({ name, type }) => [name, type]));
  const reads = api.operations.filter(
    (operation) =>
      operation.effect === "read" && operation.body?.required !== true && !operation.deprecated,
  );
  const lists = new Map(reads.map((operation) => [operation, listsOf(types, operation)]));
  /** @type {readonly Step[]} */
  let best = [];
  for (const operation of reads) {
    if (required(operation).some((parameter) => parameter.type.kind === "object")) continue;
    for (const chain of chainsFrom(operation, new Map(), [])) {
      if (rank(chain) > rank(best)) best = chain;
    }
  }
  return best;

  /**
   * @param {Operation} operation
   * @param {ReadonlyMap<string, string>} supplied
   * @param {readonly Step[]} before
   * @returns {Generator<readonly Step[]>}
   */
  function* chainsFrom(operation, supplied, before) {
    const found = lists.get(operation) ?? [];
    const scalars = scalarsOf(types, operation);
    yield [...before, { operation, supplied, list: found[0], scalars }];
    if (before.length + 1 === LONGEST) return;
    for (const list of found) {
      const chain = [...before, { operation, supplied, list, scalars }];
      const known = new Set(
        chain.flatMap((step) => required(step.operation).map(({ name }) => name)),
      );
      for (const next of reads) {
        if (chain.some((step) => step.operation === next)) continue;
        const supplies = suppliesOf(list, next, known);
        if (supplies !== undefined) yield* chainsFrom(next, supplies, chain);
      }
    }
  }
}

/** @param {readonly Step[]} chain */
function rank(chain) {
  const [first] = chain;
  const last = chain.at(-1);
  if (first === undefined) return -1;
  const asked = required(first.operation).length;
  const detours = chain.flatMap(({ supplied }) =>
    [...supplied].filter(([argument, property]) => argument === property),
  );
  return (
    chain.length * 100 + (last?.list === undefined ? 0 : 50) - asked * 10 - detours.length * 20
  );
}

/** What a caller must give: not what the configuration presets. @param {Operation} operation */
export function required(operation) {
  return operation.parameters.filter(
    (parameter) => parameter.required && parameter.preset === undefined,
  );
}

/**
 * How an item of `list` fills the arguments of `operation` that nobody has given yet; nothing if it cannot fill them all.
 *
 * @param {List} list
 * @param {Operation} operation
 * @param {ReadonlySet<string>} known Arguments of earlier calls.
 */
function suppliesOf(list, operation, known) {
  /** @type {Map<string, string>} */
  const supplied = new Map();
  for (const { name } of required(operation)) {
    if (known.has(name)) continue;
    const property = supplierOf(list, name, operation.path);
    if (property === undefined) return undefined;
    supplied.set(name, property);
  }
  return supplied.size === 0 ? undefined : supplied;
}

/**
 * The property of an item that is meant by an argument: `folder_id` is the `id` of a folder, or any item's `folder_id`.
 *
 * @param {List} list
 * @param {string} argument
 * @param {string} path
 */
function supplierOf(list, argument, path) {
  const names = list.properties.map((property) => property.name);
  const words = wordsOf(argument);
  const stem = words.length > 1 ? words.slice(0, -1) : [thingBefore(path, argument).toLowerCase()];
  const own = words.at(-1) ?? "";
  if (stem.join("") === list.thing.toLowerCase() && names.includes(own)) return own;
  return words.length > 1 && names.includes(argument) ? argument : undefined;
}

/** The literal segment before `{argument}`, in the singular. @param {string} path @param {string} argument */
function thingBefore(path, argument) {
  const segments = path.split("/");
  return singular(segments[segments.indexOf(`{${argument}}`) - 1] ?? "");
}

/** @typedef {ReadonlyMap<string, Type>} Types */

/** The lists in an answer, down to two properties deep. @param {Types} types @param {Operation} operation @returns {readonly List[]} */
function listsOf(types, operation) {
  const literals = operation.path
    .split("/")
    .filter((segment) => segment !== "" && !segment.includes("{"));
  const type = operation.result.type;
  return type === undefined ? [] : within(type, [], singular(literals.at(-1) ?? "item"));

  /** @param {Type} type @param {readonly string[]} path @param {string} thing @returns {readonly List[]} */
  function within(type, path, thing) {
    const whole = follow(types, type);
    if (whole.kind === "array") {
      const properties = propertiesOf(types, whole.items);
      return properties.length === 0 ? [] : [{ path, thing, properties }];
    }
    if (path.length === 2) return [];
    return propertiesOf(types, whole).flatMap((property) => {
      if (ABOUT_THE_ANSWER.has(property.name)) return [];
      const name = GENERIC.has(property.name) ? thing : singular(property.name);
      return within(property.type, [...path, property.name], name);
    });
  }
}

/** Up to three. @param {Types} types @param {Operation} operation */
function scalarsOf(types, operation) {
  const type = operation.result.type;
  const properties = type === undefined ? [] : propertiesOf(types, type);
  return properties
    .filter((property) => ["string", "integer", "number", "enum"].includes(property.type.kind))
    .map((property) => property.name)
    .slice(0, 3);
}

/** Names of lists that do not say what is in them. */
const GENERIC = new Set([
  "data",
  "items",
  "results",
  "result",
  "values",
  "entries",
  "content",
  "value",
]);

/** Lists that say how the call went, not what it found. */
const ABOUT_THE_ANSWER = new Set(["errors", "messages", "warnings", "links"]);

/** @param {Types} types @param {Type} type @returns {readonly Property[]} */
function propertiesOf(types, type) {
  const whole = follow(types, type);
  if (whole.kind === "intersection")
    return whole.members.flatMap((part) => propertiesOf(types, part));
  if (whole.kind !== "object") return [];
  return whole.properties.map((property) => ({ ...property, type: follow(types, property.type) }));
}

/** @param {Types} types @param {Type} type @returns {Type} */
function follow(types, type) {
  let whole = type;
  for (let hops = 0; hops < 10 && whole.kind === "ref"; hops += 1) {
    whole = types.get(whole.name) ?? { kind: "null" };
  }
  return whole;
}

/** `fileKey`, `file_key` → `file`, `key`. @param {string} name */
function wordsOf(name) {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.toLowerCase())
    .filter((word) => word !== "");
}

/** `component_sets` → `componentSet`. @param {string} name */
function singular(name) {
  const one = name
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch)es$/, "$1")
    .replace(/([^s])s$/, "$1");
  return wordsOf(one)
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
}
