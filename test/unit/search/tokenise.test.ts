import { describe, expect, it } from "vitest";
import { stem } from "../../../src/runtime/search/stem.js";
import { tokenise, wordsOf } from "../../../src/runtime/search/tokenise.js";

describe("wordsOf", () => {
  it.each([
    ["createPet", ["create", "pet"]],
    ["dns_records", ["dns", "records"]],
    ["/repos/{owner}/{repo}/issues", ["repos", "owner", "repo", "issues"]],
    ["listForRepo", ["list", "for", "repo"]],
    ["DNSSECStatus", ["dnssec", "status"]],
    ["XMLHttpRequest", ["xml", "http", "request"]],
    ["OAuth2 getOAuthToken", ["oauth2", "get", "oauth", "token"]],
    ["IPv6", ["ipv6"]],
    ["2fa", ["2fa"]],
    ["URLs and IDs", ["urls", "and", "ids"]],
    ["createAToken", ["create", "a", "token"]],
    ["user's", ["user"]],
    ["Zürich crème", ["zurich", "creme"]],
    ["ﬁle", ["file"]],
    ["мирНовый", ["мир", "новыи"]],
    ["検索する", ["検索", "索す", "する"]],
  ])("splits %s", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it("reads ten thousand characters and no more", () => {
    expect(wordsOf("word ".repeat(5_000))).toHaveLength(2_000);
  });
});

describe("tokenise", () => {
  it("keeps verbs, drops what carries no meaning", () => {
    expect(tokenise("Please list any of the issues that I have")).toEqual(["list", "issu"]);
  });

  it("makes one term of the forms of a word and of its usual abbreviation", () => {
    expect(tokenise("repositories repository repo repos")).toEqual([
      "repo",
      "repo",
      "repo",
      "repo",
    ]);
    expect(tokenise("organization org")).toEqual(["org", "org"]);
  });

  it("finds a name also without its version", () => {
    expect(tokenise("OAuth2")).toEqual(["oauth2", "oauth"]);
  });
});

describe("stem", () => {
  // From the sample vocabulary that Porter published with his algorithm.
  it.each([
    ["caresses", "caress"],
    ["ponies", "poni"],
    ["agreed", "agre"],
    ["plastered", "plaster"],
    ["motoring", "motor"],
    ["conflated", "conflat"],
    ["hopping", "hop"],
    ["falling", "fall"],
    ["filing", "file"],
    ["happy", "happi"],
    ["relational", "relat"],
    ["vietnamization", "vietnam"],
    ["predication", "predic"],
    ["hopefulness", "hope"],
    ["formalize", "formal"],
    ["electrical", "electr"],
    ["adjustable", "adjust"],
    ["replacement", "replac"],
    ["adoption", "adopt"],
    ["probate", "probat"],
    ["cease", "ceas"],
    ["controll", "control"],
    ["roll", "roll"],
  ])("%s → %s", (word, expected) => {
    expect(stem(word)).toBe(expected);
  });
});
