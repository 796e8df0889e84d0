import type { Random } from "./sample-random.js";

/*
 * Texts for a pattern (ECMA-262, as JSON Schema has them): the syntax that patterns of APIs are written in.
 * What is made is tried against the pattern itself, so what is not understood (look-around, back references) makes nothing, never a wrong text.
 */

type Node =
  | { readonly kind: "text"; readonly characters: readonly string[] }
  | { readonly kind: "sequence"; readonly nodes: readonly Node[] }
  | { readonly kind: "either"; readonly branches: readonly Node[] }
  | { readonly kind: "repeat"; readonly node: Node; readonly least: number; readonly most: number };

interface Reader {
  readonly source: string;
  at: number;
}

/** A text that the pattern matches, of a length from `least` to `most`; undefined where none was found. */
export function patternText(
  pattern: string,
  random: Random,
  least: number,
  most: number,
): string | undefined {
  const compiled = compile(pattern);
  if (compiled === undefined) return undefined;
  const reader: Reader = { source: pattern, at: 0 };
  const node = readEither(reader);
  for (const extra of [0, 1, 2, 4, 8, 16, 31, 63, 127]) {
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const text = write(node, random, extra);
      // A pattern that is not anchored leaves room for more.
      for (const padded of [text, text.padEnd(least, "0"), text.padStart(least, "0")]) {
        if (padded.length >= least && padded.length <= most && compiled.test(padded)) return padded;
      }
    }
  }
  return undefined;
}

/** JSON Schema 2020-12 §6.3.3: with Unicode semantics; many real patterns only compile without. */
function compile(pattern: string): RegExp | undefined {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // The next one.
    }
  }
  return undefined;
}

function write(node: Node, random: Random, extra: number): string {
  switch (node.kind) {
    case "text":
      return random.pick(node.characters) ?? "";
    case "sequence":
      return node.nodes.map((one) => write(one, random, extra)).join("");
    case "either":
      return write(random.pick(node.branches) ?? node, random, extra);
    case "repeat": {
      const times = Math.min(node.most, node.least + extra);
      let text = "";
      for (let time = 0; time < times; time += 1) text += write(node.node, random, extra);
      return text;
    }
  }
}

function readEither(reader: Reader): Node {
  const branches = [readSequence(reader)];
  while (reader.source[reader.at] === "|") {
    reader.at += 1;
    branches.push(readSequence(reader));
  }
  return { kind: "either", branches };
}

function readSequence(reader: Reader): Node {
  const nodes: Node[] = [];
  while (reader.at < reader.source.length && !"|)".includes(reader.source[reader.at] ?? "")) {
    const atom = readAtom(reader);
    nodes.push(readRepeat(reader, atom));
  }
  return { kind: "sequence", nodes };
}

function readRepeat(reader: Reader, node: Node): Node {
  const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(reader.source.slice(reader.at));
  if (found === null) return node;
  reader.at += found[0].length;
  const [, sign, first, comma, last] = found;
  if (sign !== undefined) {
    return { kind: "repeat", node, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : 128 };
  }
  const least = Number(first);
  const most = comma === undefined ? least : last ? Number(last) : least + 128;
  return { kind: "repeat", node, least, most };
}

const NOTHING: Node = { kind: "sequence", nodes: [] };

function readAtom(reader: Reader): Node {
  const character = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0);
  reader.at += character.length;
  if (character === "^" || character === "$") return NOTHING;
  if (character === ".") return { kind: "text", characters: [...WORD, "-"] };
  if (character === "[") return { kind: "text", characters: readClass(reader) };
  if (character === "\\") return { kind: "text", characters: readEscape(reader) };
  if (character !== "(") return { kind: "text", characters: [character] };
  const intro = /^\?(?::|<[A-Za-z]\w*>|<?[=!])/.exec(reader.source.slice(reader.at));
  reader.at += intro?.[0].length ?? 0;
  const group = readEither(reader);
  reader.at += 1;
  // A look-around takes no text; the final trial says whether that was right.
  return /[=!]$/.test(intro?.[0] ?? "") ? NOTHING : group;
}

const LOWER = Array.from("abcdefghijklmnopqrstuvwxyz");
const DIGITS = Array.from("0123456789");
const WORD = [...LOWER, ...LOWER.map((letter) => letter.toUpperCase()), ...DIGITS];

const ESCAPED: ReadonlyMap<string, readonly string[]> = new Map([
  ["d", DIGITS],
  ["w", [...WORD, "_"]],
  ["s", [" "]],
  ["S", WORD],
  ["D", LOWER],
  ["W", ["-"]],
  ["b", [""]],
  ["B", [""]],
  ["t", ["\t"]],
  ["n", ["\n"]],
  ["r", ["\r"]],
]);

function readEscape(reader: Reader): readonly string[] {
  const rest = reader.source.slice(reader.at);
  const code = /^(?:u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2}))/.exec(rest);
  if (code !== null) {
    reader.at += code[0].length;
    return [String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? code[3] ?? "20", 16))];
  }
  const property = /^[pP]\{[^}]*\}/.exec(rest);
  if (property !== null) {
    reader.at += property[0].length;
    return WORD;
  }
  const character = rest[0] ?? "";
  reader.at += character.length;
  return ESCAPED.get(character) ?? [character];
}

const VISIBLE = Array.from({ length: 95 }, (_, at) => String.fromCharCode(0x20 + at));

function readClass(reader: Reader): readonly string[] {
  const negated = reader.source[reader.at] === "^";
  if (negated) reader.at += 1;
  const found = new Set<string>();
  while (reader.at < reader.source.length && reader.source[reader.at] !== "]") {
    const from = readMember(reader);
    const [first] = from;
    const ranged = reader.source[reader.at] === "-" && reader.source[reader.at + 1] !== "]";
    if (!ranged || from.length !== 1 || first === undefined) {
      for (const one of from) found.add(one);
      continue;
    }
    reader.at += 1;
    const [last = first] = readMember(reader);
    const end = Math.min(last.codePointAt(0) ?? 0, (first.codePointAt(0) ?? 0) + 200);
    for (let code = first.codePointAt(0) ?? 0; code <= end; code += 1)
      found.add(String.fromCodePoint(code));
  }
  reader.at += 1;
  return negated ? VISIBLE.filter((one) => !found.has(one)) : [...found];
}

function readMember(reader: Reader): readonly string[] {
  const character = String.fromCodePoint(reader.source.codePointAt(reader.at) ?? 0);
  reader.at += character.length;
  return character === "\\" ? readEscape(reader) : [character];
}
