import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { LEAST_SHORTENED_TOKENS, shorten } from "../../../src/runtime/execute/shorten.js";
import { randomOf } from "../../peers/requests/sample-random.js";
import { isAccounted } from "./accounted.js";

/**
 * Shortens random values, the same for the same seed, each to a random budget. Gives the first few that are not valid JSON, over the budget by the
 * tokenizer itself, or not the value but for what their marks count.
 */
export function wronglyShortened(
  seed: string,
  values: number,
): { readonly wrong: readonly object[]; readonly shortened: number } {
  const { below } = randomOf(seed);
  const random = () => below(2 ** 32) / 2 ** 32;
  const wrong: object[] = [];
  let shortened = 0;
  for (let at = 0; at < values && wrong.length < 3; at += 1) {
    const json = JSON.stringify(randomJson(random));
    const tokens =
      LEAST_SHORTENED_TOKENS + Math.floor((random() * Math.min(json.length, 3_000)) / 4);
    const short = shorten(JSON.parse(json), tokens);
    if (short !== json) shortened += 1;
    const isRight =
      countTokens(short) <= tokens && isAccounted(JSON.parse(json), JSON.parse(short));
    if (!isRight) wrong.push({ at, tokens, short, json });
  }
  return { wrong, shortened };
}

const WORDS = [
  "issue",
  "the",
  "naïve",
  "日本語のテキスト",
  "👩‍👩‍👧‍👦",
  "\ud83d",
  "\udc00",
  '"',
  "\\",
  "\n\t",
  "\u0000\u001b",
  "\u2028",
  "… 4 more",
  "…",
  "[… 3]",
  "xxxxxxxxxxxxxxxxxxxxxxxx",
  "https://api.example.com/repos/a/b",
  "0123456789abcdef",
  "     ",
];
const KEYS = [
  "id",
  "name",
  "…",
  "……",
  "__proto__",
  "constructor",
  "toString",
  "",
  "0",
  "7",
  "items",
];

/** Children at each depth, at most, so that no value is larger than a test can count. */
const WIDEST = [60, 12, 4, 3, 2, 2, 1, 1];

/** A JSON value as unlike those of any API as possible: deep, wide, long, empty, with hostile keys and texts. */
function randomJson(random: () => number, depth = 0): JsonValue {
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  if (depth >= WIDEST.length || random() < 0.1 + depth * 0.08) return randomScalar(random);
  const widest = depth < 2 && random() < 0.04 ? 250 : (WIDEST[depth] ?? 1);
  const count = random() < 0.5 ? upTo(widest) : upTo(Math.min(widest, 6));
  if (random() < 0.45) return Array.from({ length: count }, () => randomJson(random, depth + 1));
  const members = Array.from({ length: count }, (_, at) => {
    const known = KEYS[upTo(KEYS.length * 3)];
    const key = known ?? (random() < 0.02 ? randomText(random).slice(0, 400) : `key${at}`);
    return [key, randomJson(random, depth + 1)] as const;
  });
  return Object.fromEntries(members);
}

function randomScalar(random: () => number): JsonValue {
  const roll = random();
  if (roll < 0.1) return null;
  if (roll < 0.2) return random() < 0.5;
  if (roll < 0.3) return Math.floor(random() * 1e6);
  if (roll < 0.4) return (random() - 0.5) * 10 ** Math.floor(random() * 300);
  return randomText(random);
}

function randomText(random: () => number): string {
  const length = random() < 0.02 ? 300 : random() < 0.2 ? 20 : 3;
  const words = Array.from({ length: Math.floor(random() * length) }, () => {
    return WORDS[Math.floor(random() * WORDS.length)] ?? "";
  });
  return words.join(random() < 0.5 ? " " : "");
}
