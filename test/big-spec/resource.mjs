import { random } from "./random.mjs";
import { kinds, products, qualifiers, sectors, statuses } from "./vocabulary.mjs";

/**
 * A kind of thing that the API keeps, and where it lives.
 *
 * @typedef {object} Resource
 * @property {number} index
 * @property {readonly string[]} words Singular words: `["saved", "report"]`.
 * @property {string} model Name of its schema: `SavedReport`.
 * @property {string} tag
 * @property {string} path Path of the collection: `/v1/billing/accounts/{account_id}/saved-reports`.
 * @property {string} idParameter `saved_report_id`.
 * @property {Resource | undefined} parent
 * @property {readonly string[]} statuses
 * @property {IdStyle} idStyle How this product's team writes operationIds.
 */

/** @typedef {"camel" | "github" | "snake" | "dotted" | "pascal" | "none"} IdStyle */

/** Resources that share a tag. */
const PER_TAG = 8;

/** @type {readonly IdStyle[]} */
const ID_STYLES = ["camel", "github", "snake", "dotted", "pascal", "none"];

/**
 * The first `count` resources. Those of one tag nest up to three levels deep.
 *
 * @param {number} count
 * @returns {Resource[]}
 */
export function resources(count) {
  /** @type {Resource[]} */
  const made = [];
  for (let index = 0; index < count; index += 1) made.push(resource(index, made));
  return made;
}

/**
 * @param {number} index
 * @param {readonly Resource[]} earlier
 * @returns {Resource}
 */
function resource(index, earlier) {
  const choose = random(index);
  const place = index % PER_TAG;
  const tagIndex = Math.floor(index / PER_TAG);
  const tag = tagName(tagIndex);
  const words = wordsOf(index);
  const parentIndex = PARENTS[place];
  const parent = parentIndex === undefined ? undefined : earlier[index - place + parentIndex];
  const base = parent === undefined ? `/v1/${kebab(tag.split(" "))}` : itemPath(parent);
  return {
    index,
    words,
    model: pascal(words),
    tag,
    path: `${base}/${kebab(plural(words))}`,
    idParameter: `${words.join("_")}_id`,
    parent,
    statuses: choose.pick(statuses),
    idStyle: ID_STYLES[tagIndex % ID_STYLES.length] ?? "camel",
  };
}

/** Place of a resource in its tag → place of its parent: two roots, children, and one grandchild each. */
const PARENTS = [undefined, 0, 0, 1, undefined, 4, 4, 5];

/** @param {Resource} resource */
export function itemPath(resource) {
  return `${resource.path}/{${resource.idParameter}}`;
}

/** The ids that an item's path names, outermost first. @param {Resource} resource @returns {string[]} */
export function pathIds(resource) {
  const outer = resource.parent === undefined ? [] : pathIds(resource.parent);
  return [...outer, resource.idParameter];
}

/** @param {number} index @returns {string[]} */
function wordsOf(index) {
  // 7 has no factor in common with the number of pairs, so every pair comes once before any comes again.
  const pairs = kinds.length * qualifiers.length;
  const round = Math.floor(index / pairs);
  const pair = (index * 7) % pairs;
  const kind = kinds[pair % kinds.length] ?? "item";
  const qualifier = qualifiers[Math.floor(pair / kinds.length)] ?? "";
  return [round === 0 ? "" : `tier${round}`, qualifier, kind].filter((word) => word !== "");
}

/** @param {number} index */
function tagName(index) {
  const product = products[index % products.length] ?? "Core";
  const sector = sectors[Math.floor(index / products.length) % sectors.length] ?? "";
  return sector === "" ? product : `${product} ${sector}`;
}

/** @param {readonly string[]} words @returns {string[]} */
export function plural(words) {
  const last = words.at(-1) ?? "";
  const ending = /[^aeiou]y$/.test(last)
    ? `${last.slice(0, -1)}ies`
    : /(s|x|ch)$/.test(last)
      ? `${last}es`
      : `${last}s`;
  return [...words.slice(0, -1), ending];
}

/** @param {readonly string[]} words */
export function kebab(words) {
  return words.join("-").toLowerCase();
}

/** @param {readonly string[]} words */
export function pascal(words) {
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

/** @param {readonly string[]} words */
export function camel(words) {
  const whole = pascal(words);
  return whole.charAt(0).toLowerCase() + whole.slice(1);
}

/** `a saved report`, `an order`. @param {readonly string[]} words */
export function withArticle(words) {
  const phrase = words.join(" ");
  return `${/^[aeio]/.test(phrase) ? "an" : "a"} ${phrase}`;
}
