import { pointerKeys } from "../diagnostics/pointer.js";
import { isIdentifierName } from "../runtime/api/literal.js";
import { REQUEST_VARIANT } from "./direction.js";
import { externalKey } from "./external-key.js";
import { isReservedType } from "./reserved-names.js";
import { hash, pascalCase, shorten, wordsOf } from "./words.js";

/**
 * TypeScript names for referenced schemas: `simple-user` → SimpleUser. A name depends on the schema's own key only, except in
 * a collision, which all of its members leave: each then takes the next of its own candidates.
 * @param keys variant keys (a JSON pointer, perhaps marked as the request's); all components of the document, so that
 *   leaving operations out renames nothing.
 */
export function typeNames(keys: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const candidates = new Map(keys.map((key) => [key, candidatesOf(key)]));
  let open = [...keys];
  for (let level = 0; open.length > 0; level += 1) {
    const claims = new Map<string, string[]>();
    for (const key of open) {
      const list = candidates.get(key) ?? [];
      const name = list[Math.min(level, list.length - 1)] ?? hash(key);
      claims.set(name, [...(claims.get(name) ?? []), key]);
    }
    const taken = new Set(names.values());
    open = [];
    for (const [name, claimants] of claims) {
      const [only] = claimants;
      if (claimants.length === 1 && only !== undefined && !taken.has(name)) names.set(only, name);
      else if (level > LAST_LEVEL)
        for (const [index, key] of claimants.entries()) names.set(key, `${name}_${index}`);
      else open.push(...claimants);
    }
  }
  return names;
}

const LAST_LEVEL = 3;

function candidatesOf(key: string): string[] {
  const isRequest = key.endsWith(REQUEST_VARIANT);
  const pointer = isRequest ? key.slice(0, -REQUEST_VARIANT.length) : key;
  const external = externalKey(pointer);
  const own = external?.own ?? ownKey(pointer);
  const ending = isRequest ? "Input" : "";
  const plain = pascalCase(wordsOf(own)) || `Type_${hash(own)}`;
  const verbatim =
    isIdentifierName(own) && !isReservedType(own)
      ? own
      : pascalCase(own.split(/[^A-Za-z0-9]+/)) || "Type";
  const others =
    external === undefined
      ? [verbatim, spelledOut(own)]
      : [external.qualified, external.full].map((text) => pascalCase(wordsOf(text)) || plain);
  return [
    notReserved(plain, ending),
    ...others.map((name) => notReserved(name, ending)),
    `${plain}${ending}_${hash(key)}`,
  ].map((name) => shorten(name, key));
}

/** A component's key; for a reference into one, its key and the names on the way. */
function ownKey(pointer: string): string {
  const keys = pointerKeys(pointer);
  const named =
    keys[0] === "components" || keys[0] === "definitions"
      ? keys.slice(keys[0] === "components" ? 2 : 1)
      : keys;
  return named.filter((key, index) => index === 0 || !STRUCTURAL.has(key)).join(" ") || "Root";
}

const STRUCTURAL = new Set(["properties", "schema", "content", "items", "$defs", "definitions"]);

function notReserved(name: string, ending: string): string {
  const full = name + ending;
  return isReservedType(full) ? `${full}Model` : full;
}

const PUNCTUATION: { readonly [character: string]: string } = {
  "-": "Dash",
  _: "Underscore",
  ".": "Dot",
  " ": "Space",
  "/": "Slash",
  ":": "Colon",
  $: "Dollar",
};

function spelledOut(own: string): string {
  const text = Array.from(own, (character) => {
    if (/[A-Za-z0-9]/.test(character)) return character;
    return PUNCTUATION[character] ?? `U${(character.codePointAt(0) ?? 0).toString(16)}`;
  }).join("");
  return /^[0-9]/.test(text) ? `_${text}` : text;
}

/** The module of a component's type: the first letter of its name, so that it depends on nothing else. */
export function modelsModule(name: string): string {
  const letter = name.charAt(0).toLowerCase();
  return /[a-z]/.test(letter) ? letter : "other";
}
