import { readdirSync, readFileSync } from "node:fs";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, it } from "vitest";
import { estimateTokens } from "../../../src/runtime/tokens/estimate.js";
import { piecesOf } from "../../../src/runtime/tokens/pieces.js";

const exact = (text: string) => countTokens(text, { disallowedSpecial: new Set() });

/** A small repeatable generator (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const random = createRandom(20_260_101);
const repeat = (times: number, make: () => string) => Array.from({ length: times }, make).join("");
const pick = (characters: string) => {
  const all = [...characters];
  return all[random(all.length)] ?? "";
};
const character = (from: number, to: number) => String.fromCodePoint(from + random(to - from));
const hex = (length: number) => repeat(length, () => pick("0123456789abcdef"));
const uuid = () => [8, 4, 4, 4, 12].map(hex).join("-");
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const BASE64 = `${LETTERS}${LETTERS.toUpperCase()}0123456789+/`;
const word = () => repeat(1 + random(12), () => pick(LETTERS));

const ENGLISH = `A team that owns an API runs the compiler in its build, publishes the package that comes out, and reads what a new
version of the document does to those who use it. An agent asks for what it needs in plain words, gets the signatures of the
operations with the types they use, writes one short program that calls several of them, and returns only the answer. Nothing in
that program can reach the network by itself: every call goes through a broker that knows which operations are allowed, adds the
credentials, and shortens whatever is too long. When an operation changes something, a person is asked first, and the question says
exactly what would be sent. We measured how many tokens each part costs, because what is not measured grows until nobody can pay
for it; the counts stand in a file beside the package and a gate in the build compares them with those of the last release.`;
const CODE = readdirSync("src/runtime/search")
  .map((file) => readFileSync(`src/runtime/search/${file}`, "utf8"))
  .join("\n");
const RECORDS = JSON.stringify(
  Array.from({ length: 200 }, (_, at) => ({
    id: at * 7919,
    node_id: repeat(20, () => pick(BASE64)),
    url: `https://api.example.com/repos/octocat/hello-world/issues/${at}`,
    title: "The login page does not remember who I am",
    state: at % 2 === 0 ? "open" : "closed",
    labels: [{ name: "bug", color: hex(6), default: true }],
    user: { login: word(), id: random(1e6), avatar_url: null, site_admin: false },
    created_at: `2025-0${1 + random(9)}-1${random(10)}T0${random(10)}:3${random(10)}:00Z`,
    request_id: uuid(),
  })),
);

const SAMPLES: { readonly [name: string]: () => string } = {
  english: () => ENGLISH,
  code: () => CODE,
  json: () => RECORDS,
  "pretty json": () => JSON.stringify(JSON.parse(RECORDS), null, 2),
  "escaped json": () => JSON.stringify(RECORDS),
  hex: () => repeat(60, () => `${hex(40)} `),
  uuids: () => repeat(200, () => `${uuid()}\n`),
  base64: () => repeat(3_000, () => pick(BASE64)),
  "random words": () => repeat(800, () => `${word()} `),
  "capitals and contractions": () =>
    repeat(600, () => pick("aAbBcCxXyYzZ") + pick(["'s", "'LL", "'ve", "’s", "'", " "].join(""))),
  digits: () => repeat(2_000, () => pick("0123456789.,-: ")),
  "digits of other scripts": () =>
    repeat(500, () => character(0x660, 0x66a) + character(0x966, 0x970)),
  chinese: () => repeat(1_500, () => character(0x4e00, 0x9fa5)),
  japanese: () => repeat(1_000, () => character(0x3041, 0x30ff)),
  korean: () => repeat(1_000, () => character(0xac00, 0xd7a3)),
  russian: () => repeat(1_500, () => pick("абвгдежзийклмнопрстуфхцчшщ ")),
  arabic: () => repeat(1_500, () => character(0x621, 0x64b)),
  hindi: () => repeat(1_500, () => character(0x905, 0x94d)),
  emoji: () => repeat(800, () => character(0x1f300, 0x1faff) + pick("\u200d\ufe0f 🏽a")),
  punctuation: () => repeat(3_000, () => pick("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ ")),
  "white space": () => repeat(2_000, () => pick(" \t\n\r\u00a0\u2003x")),
  "any unicode": () => repeat(4_000, () => character(0, 0xd800)),
  "high planes": () => repeat(1_500, () => character(0x1_0000, 0x11_0000)),
  "any utf-16": () => repeat(4_000, () => String.fromCharCode(random(0x1_0000))),
  "special tokens": () => repeat(50, () => "<|endoftext|><|im_start|>user<|endofprompt|>"),
  "runs of one character": () =>
    ["a", "A", " ", "\n", "=", "-", "0", "é", "漢", "😀", "\u0000"]
      .map((one) => one.repeat(450))
      .join("|"),
};

describe.each(Object.entries(SAMPLES))("%s", (_, make) => {
  const text = make();

  it("is never undercounted, in whole and in parts", () => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(exact(text));
    for (let part = 0; part < 100; part++) {
      const start = random(text.length);
      const slice = text.slice(start, start + random(120));
      expect(estimateTokens(slice), JSON.stringify(slice)).toBeGreaterThanOrEqual(exact(slice));
    }
  });

  it("is not undercounted piece by piece", () => {
    for (const piece of new Set(piecesOf(text)))
      expect(estimateTokens(piece), JSON.stringify(piece)).toBeGreaterThanOrEqual(exact(piece));
  });
});

it("splits without losing anything", () => {
  for (const make of Object.values(SAMPLES)) {
    const text = make();
    expect(piecesOf(text).join("") === text).toBe(true);
  }
});

it.each([
  ["english", ENGLISH, 1.3],
  ["code", CODE, 1.3],
  ["json", RECORDS, 1.25],
])("stays near the count of %s", (_, text, factor) => {
  expect(estimateTokens(text) / exact(text)).toBeLessThan(factor);
});

it("counts a piece of the vocabulary as it says", () => {
  const text = " reprioritization reprioritization";
  const vocabulary = new Map([[" reprioritization", exact(" reprioritization")]]);
  expect(estimateTokens(text, vocabulary)).toBe(exact(text));
  expect(estimateTokens(text)).toBeGreaterThan(exact(text));
});

it("does not merge a piece of a million letters, which would take hours", () => {
  expect(estimateTokens("a".repeat(1_000_000))).toBe(1_000_000);
});
