import { propertyKey } from "../runtime/api/literal.js";

/** A call as an answer of `search` writes it, without the comments in it. */
export interface WrittenSignature {
  /** Between the parentheses: `args: { owner: string }`. */
  readonly arguments: string;
  /** After them: `Promise<Issue>`. What a comment stands for in place of members is `…`. */
  readonly result: string;
}

const STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//;
const TOKEN = new RegExp(`${STRING.source}|${COMMENT.source}|=>|[()[\\]{}<>;\\n]`, "g");
const STRING_OR_COMMENT = new RegExp(`${STRING.source}|${COMMENT.source}`, "g");
/** What is left of a result that says nothing: only the frame around a mark for what was cut. */
const FRAME = /Promise|undefined|null|\.{3}|[<>{}()[\]|;,\s]/g;

/**
 * The operations that an answer shows with arguments and a result, by id: `<apiName>.<id>(…): …` at the start of a line. Reads the
 * text and nothing else, as an agent does; a name in a comment or in a list is no signature.
 */
export function signaturesIn(
  answer: string,
  apiName: string,
): ReadonlyMap<string, WrittenSignature> {
  const found = new Map<string, WrittenSignature>();
  const start = /^[ \t]*(?:await )?([\w$]+)\.([\w$]+(?:\.[\w$]+)*)\(/gm;
  for (const match of answer.matchAll(start)) {
    const [all, name, id] = match;
    if (name !== apiName || id === undefined) continue;
    const open = match.index + all.length - 1;
    const close = closeOf(answer, open);
    const colon = close === undefined ? undefined : /^\)\s*:/.exec(answer.slice(close))?.[0];
    if (close === undefined || colon === undefined) continue;
    const from = close + colon.length;
    const written = {
      arguments: withoutComments(answer.slice(open + 1, close)),
      result: withoutComments(answer.slice(from, endOf(answer, from))),
    };
    if (!found.has(id)) found.set(id, written);
  }
  return found;
}

/** True when a call can be written from a signature: it has the required arguments, and its result is not left out. */
export function isCallable(signature: WrittenSignature, required: readonly string[]): boolean {
  const { arguments: given, result } = signature;
  const isSaid = result !== "" && (!result.includes("…") || result.replace(FRAME, "") !== "…");
  return isSaid && required.every((name) => declares(given, name));
}

function declares(members: string, name: string): boolean {
  const key = propertyKey(name);
  for (let at = members.indexOf(key); at >= 0; at = members.indexOf(key, at + 1)) {
    const isWhole = !/[\w$]/.test(members.charAt(at - 1));
    if (isWhole && /^\??:/.test(members.slice(at + key.length))) return true;
  }
  return false;
}

/** Where the bracket at `open` is closed; `undefined` in a text that is cut before. */
function closeOf(text: string, open: number): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.slice(open).matchAll(TOKEN)) {
    depth += nesting(token);
    if (depth === 0 && token.length === 1 && nesting(token) < 0) return open + index;
  }
  return undefined;
}

/** Where the type that begins at `from` ends: at a semicolon, a comment or a line's end outside of all brackets. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(from).matchAll(TOKEN)) {
    const change = nesting(token);
    const ends = token === ";" || token === "\n" || token.startsWith("//");
    if (depth === 0 && (ends || change < 0)) return from + index;
    depth += change;
  }
  return text.length;
}

function nesting(token: string): number {
  switch (token) {
    case "(":
    case "[":
    case "{":
    case "<":
      return 1;
    case ")":
    case "]":
    case "}":
    case ">":
      return -1;
    default:
      return 0;
  }
}

/** Comments on a line of their own say more; those in place of members stand for something. */
function withoutComments(text: string): string {
  return text
    .replace(STRING_OR_COMMENT, (part) => {
      if (part.startsWith("/*")) return "…";
      return part.startsWith("//") ? "" : part;
    })
    .replace(/…(?:\s*;?\s*…)+/g, "…")
    .trim();
}
