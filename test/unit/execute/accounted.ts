import type { JsonValue } from "../../../src/runtime/api/types.js";

const MORE = /^… (?<count>[\d,]+) more$/;
const MORE_MEMBERS = /^(?<count>[\d,]+) more(?:: |$)/;
const CUT = /^(?<kept>.*)… \(\+(?<count>[\d,]+) characters\)$/s;
const CUT_WHOLE = /^… \((?<count>[\d,]+) characters\)$/;
const DEEP = /^(?:\[… (?<items>[\d,]+)\]|\{… (?<members>[\d,]+)(?:: .*)?\})$/s;

/** True when `shown` is `whole` but for what its marks count, exactly. Shares nothing with what it judges. */
export function isAccounted(whole: JsonValue, shown: JsonValue): boolean {
  if (typeof whole === "string") return typeof shown === "string" && isText(whole, shown);
  if (whole === null || typeof whole !== "object") return Object.is(whole, shown);
  if (typeof shown === "string") return isDeep(whole, shown);
  if (Array.isArray(whole)) return Array.isArray(shown) && isArray(whole, shown);
  return isRecord(whole) && isRecord(shown) && isObject(whole, shown);
}

function isText(whole: string, shown: string): boolean {
  if (whole === shown) return true;
  const kept = CUT.exec(shown)?.groups;
  const count = numberOf((kept ?? CUT_WHOLE.exec(shown)?.groups)?.["count"]);
  const head = kept?.["kept"] ?? "";
  return whole.startsWith(head) && head.length + count === whole.length;
}

function isDeep(whole: object, shown: string): boolean {
  const groups = DEEP.exec(shown)?.groups;
  const count = groups?.[Array.isArray(whole) ? "items" : "members"];
  return numberOf(count) === Object.keys(whole).length;
}

function isArray(whole: readonly JsonValue[], shown: readonly JsonValue[]): boolean {
  const isSame = (items: readonly JsonValue[]) =>
    items.every((item, at) => isAccounted(whole[at] ?? null, item));
  if (shown.length === whole.length && isSame(shown)) return true;
  const mark = shown.at(-1);
  const more = typeof mark === "string" ? numberOf(MORE.exec(mark)?.groups?.["count"]) : Number.NaN;
  return shown.length - 1 + more === whole.length && isSame(shown.slice(0, -1));
}

function isObject(whole: Members, shown: Members): boolean {
  const own = Object.keys(shown).filter((key) => Object.hasOwn(whole, key));
  const marks = Object.keys(shown).filter((key) => !Object.hasOwn(whole, key));
  if (!own.every((key) => isAccounted(whole[key] ?? null, shown[key] ?? null))) return false;
  const left = Object.keys(whole).length - own.length;
  const mark = shown[marks[0] ?? ""];
  if (left === 0) return marks.length === 0;
  if (marks.length !== 1 || !/^…+$/.test(marks[0] ?? "") || typeof mark !== "string") return false;
  return numberOf(MORE_MEMBERS.exec(mark)?.groups?.["count"]) === left;
}

interface Members {
  readonly [key: string]: JsonValue;
}

function isRecord(value: JsonValue): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function numberOf(text: string | undefined): number {
  return text === undefined ? Number.NaN : Number(text.replaceAll(",", ""));
}
