import type { Api } from "../../src/runtime/api/api.js";

/** What queries are made of, each as often as the others. */
const KINDS = 10;

const OTHER_LANGUAGES = [
  "создать новый репозиторий",
  "リポジトリの一覧を取得する",
  "créer un dépôt à l’équipe",
  "أضف عضوا إلى الفريق",
  "새 이슈 만들기",
  "πρόσθεσε μέλος στην ομάδα",
  "一个用户的所有订单",
  "ผู้ใช้ทั้งหมด",
];
const EMOJI = ["🦆", "👩‍👩‍👧‍👦", "🇳🇵", "\u{1F4A9}\u200d", "\ud83d", "❤️‍🔥", "👍🏽"];
const SYMBOLS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t\n\u0000\u2028\u202e";
const LONG = 10_000;

/**
 * `count` queries, the same every time: words of the document and of none, symbols, emoji, other languages, very long ones, the exact
 * forms with right and wrong names, and nothing at all.
 */
export function randomQueries(api: Api, count: number, seed: number): readonly string[] {
  const random = createRandom(seed);
  const below = (most: number) => Math.floor(random() * most);
  const pick = <T>(values: readonly T[]): T | undefined => values[below(values.length)];
  const times = (most: number, make: () => string) =>
    Array.from({ length: 1 + below(most) }, make).join(" ");
  const words = wordsOf(api);
  const word = () => pick(words) ?? "";
  const letters = () =>
    Array.from({ length: 1 + below(12) }, () => String.fromCharCode(97 + below(26))).join("");
  const repeated = (text: string) => text.repeat(Math.ceil(LONG / text.length)).slice(0, LONG);
  return Array.from({ length: count }, (_, at): string => {
    switch (at % KINDS) {
      case 0:
        return times(12, word);
      case 1:
        return times(8, letters);
      case 2:
        return times(20, () => SYMBOLS.charAt(below(SYMBOLS.length)));
      case 3:
        return times(6, () => pick([...EMOJI, word()]) ?? "");
      case 4:
        return times(3, () => pick(OTHER_LANGUAGES) ?? "");
      case 5:
        return exactForm(api, below, pick);
      case 6:
        return misspelt(times(5, word), below);
      case 7:
        return times(60, () => pick([word(), letters()]) ?? "");
      case 8:
        return at % (KINDS * 5) === 8 ? " ".repeat(below(3)) : word().toUpperCase();
      default:
        // The long ones are the slow ones: one in five of these.
        return at % (KINDS * 5) === 9
          ? (pick([
              repeated(word() || "a"),
              repeated(`${word()} `),
              repeated(pick(EMOJI) ?? ""),
              repeated("/{a}"),
              words.slice(below(words.length)).join(" ").slice(0, LONG),
              Array.from({ length: 2_000 }, letters).join(" ").slice(0, LONG),
            ]) ?? "")
          : `${pick(["list", "create", "delete", "update", "get"]) ?? ""} ${word()} ${word()}`;
    }
  });
}

function exactForm(
  api: Api,
  below: (most: number) => number,
  pick: <T>(values: readonly T[]) => T | undefined,
): string {
  const operation = pick(api.operations);
  const forms = [
    operation?.id ?? "",
    operation?.operationId ?? "",
    `${operation?.httpMethod} ${operation?.path}`,
    operation?.path ?? "",
    `${operation?.namespace}.*`,
    `type:${pick(api.types)?.name ?? "None"}`,
    `await ${api.name}.${operation?.id}({ a: 1 })`,
  ];
  const form = pick(forms) ?? "";
  return below(4) === 0 ? misspelt(form, below) : form;
}

/** A letter less, twice or changed. */
function misspelt(text: string, below: (most: number) => number): string {
  const at = below(text.length);
  const changed = ["", text.charAt(at).repeat(2), "q"][below(3)] ?? "";
  return text.slice(0, at) + changed + text.slice(at + 1);
}

function wordsOf({ operations }: Api): readonly string[] {
  const words = new Set<string>();
  for (const { id, path, summary, description } of operations) {
    const text = `${id} ${path} ${summary ?? ""} ${(description ?? "").slice(0, 500)}`;
    for (const word of text.split(/[^\p{L}\p{N}]+/u)) if (word !== "") words.add(word);
  }
  return [...words];
}

/** Mulberry32: numbers from 0 to 1 that are the same on every machine. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
