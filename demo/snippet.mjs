import { required } from "./chain.mjs";

/** @typedef {import("./chain.mjs").Step} Step */
/** @typedef {import("./chain.mjs").List} List */

/** Words that a variable must not be called. */
const RESERVED = new Set(
  "await break case catch class const console default delete do else enum export for function if import in new null package return results search static super switch this throw true try type typeof var void while with yield".split(
    " ",
  ),
);

/** What people look at first, best first. */
const LABELS = [
  "name",
  "title",
  "full_name",
  "message",
  "label",
  "login",
  "handle",
  "summary",
  "description",
  "key",
  "id",
];

/**
 * The TypeScript that a model would write to make the calls of a chain and to return a few words of each answer.
 *
 * @param {string} apiName
 * @param {readonly Step[]} steps
 * @returns {string}
 */
export function snippetOf(apiName, steps) {
  const lines = [];
  const answer = [];
  /** @type {Map<string, string>} Argument → the expression that earlier calls gave for it. */
  const given = new Map();
  const taken = new Set([...RESERVED, apiName]);
  let item = "";
  for (const [at, step] of steps.entries()) {
    for (const { name, type } of required(step.operation)) {
      const property = step.supplied.get(name);
      if (property !== undefined) given.set(name, `${item}${access(property)}`);
      else if (!given.has(name)) given.set(name, sample(type));
    }
    const call = `await ${apiName}.${step.operation.id}(${argumentsOf(step, given)});`;
    if (step.list === undefined) {
      lines.push(`const answer = ${call}`);
      const members = step.scalars.map((name) => `${key(name)}: answer${access(name)}`);
      answer.push(members.length === 0 ? "answer" : `answer: { ${members.join(", ")} }`);
      continue;
    }
    const many = unused(plural(step.list.thing), taken);
    const one = unused(step.list.thing, taken);
    const label = access(labelOf(step.list));
    lines.push(`const ${pattern(step.list.path, many)} = ${call}`);
    if (at < steps.length - 1) lines.push(`const ${one} = ${many}[0];`);
    answer.push(
      at < steps.length - 1
        ? `${one}: ${one}${label}`
        : `${many}: ${many}.map((${one}) => ${one}${label})`,
    );
    item = one;
  }
  const short = `return { ${answer.join(", ")} };`;
  const long = `return {\n  ${answer.join(",\n  ")},\n};`;
  return [...lines, short.length <= 100 ? short : long].join("\n");
}

/** @param {Step} step @param {ReadonlyMap<string, string>} given */
function argumentsOf(step, given) {
  const members = required(step.operation).map(({ name }) => `${key(name)}: ${given.get(name)}`);
  return members.length === 0 ? "" : `{ ${members.join(", ")} }`;
}

/** Takes the list out of the answer: `{ meta: { components } }`. @param {readonly string[]} path @param {string} name */
function pattern(path, name) {
  return path.reduceRight(
    (inner, property) =>
      property === inner ? `{ ${property} }` : `{ ${key(property)}: ${inner} }`,
    name,
  );
}

/** @param {List} list */
function labelOf(list) {
  const texts = list.properties.filter((property) => property.type.kind === "string");
  const names = new Set(texts.map((property) => property.name));
  return LABELS.find((label) => names.has(label)) ?? list.properties[0]?.name ?? "id";
}

/** @param {import("./chain.mjs").Type} type */
function sample(type) {
  if (type.kind === "enum") return JSON.stringify(type.values[0]);
  return type.kind === "integer" || type.kind === "number" ? "1" : '"example"';
}

/** @param {string} wanted @param {Set<string>} taken */
function unused(wanted, taken) {
  let name = key(wanted) === wanted ? wanted : "item";
  while (taken.has(name)) name = `${name}_`;
  taken.add(name);
  return name;
}

/** @param {string} name */
function key(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

/** @param {string} name */
function access(name) {
  return key(name) === name ? `.${name}` : `[${JSON.stringify(name)}]`;
}

/** @param {string} word */
function plural(word) {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch)$/.test(word) ? `${word}es` : `${word}s`;
}
