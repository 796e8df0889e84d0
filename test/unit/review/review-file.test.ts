import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../../../src/config/load-config.js";
import { parseReview, readReviewFile, reviewPath } from "../../../src/config/review-file.js";
import { reviewSchema } from "../../../src/config/schema.js";
import { ConfigurationError } from "../../../src/diagnostics/diagnostic.js";
import { acceptedReview, everything } from "../../../src/review/accept.js";
import type { Review } from "../../../src/review/review.js";
import { reviewText } from "../../../src/review/review-text.js";
import { apiOf, operationOf } from "../emit/api-of.js";

const FILE = "codemode.policy.json";

const REVIEWED = `{
  "newReads": "ask", // everybody reads
  "operations": {
    // Things
    "DELETE /things/{id}": { "effect": "destructive", "decision": "deny" }, // never
    "GET /things": {
      "effect": "read" // as it should
    },
    /* the only write */
    "POST /things": { "effect": "write" }
    // that is all
  }
}
`;

function mistakes(text: string): readonly string[] {
  try {
    parseReview(FILE, text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`);
  }
}

describe("codemode.policy.json", () => {
  it("says what was reviewed", () => {
    const { newReads, operations } = parseReview(FILE, REVIEWED);
    expect(newReads).toBe("ask");
    expect(Object.fromEntries(operations)).toEqual({
      "DELETE /things/{id}": { effect: "destructive", decision: "deny" },
      "GET /things": { effect: "read" },
      "POST /things": { effect: "write" },
    });
    expect(parseReview(FILE, "{}")).toEqual({ newReads: "allow", operations: new Map() });
  });

  it("refuses what it does not know, with the place", () => {
    expect(mistakes('{\n  "newWrites": "allow" }')).toEqual(["config-key-unknown 2:3"]);
    expect(mistakes('{ "newReads": "maybe" }')).toEqual(["config-value 1:15"]);
    expect(mistakes('{ "operations": { "GET /a": {} } }')).toEqual(["config-value 1:29"]);
    expect(mistakes('{ "operations": { "GET /a": { "effect": "none" } } }')).toEqual([
      "config-value 1:41",
    ]);
    expect(mistakes('{ "operations": { "things.list": { "effect": "read" } } }')).toEqual([
      "config-value 1:19",
    ]);
    expect(mistakes('{ "operations": { "GET /a": { "effect": "read", "x": 1 } } }')).toEqual([
      "config-key-unknown 1:49",
    ]);
    expect(
      mistakes(
        '{ "operations": { "GET /a": { "effect": "read" }, "GET /a": { "effect": "read" } } }',
      ),
    ).toEqual(["config-key-duplicate 1:51"]);
    expect(mistakes('{ "operations": [] }')).toEqual(["config-type 1:17"]);
    expect(mistakes("{ ")).toEqual(["config-syntax 1:3"]);
    expect(mistakes("[".repeat(100_000))).toEqual(["config-syntax 1:101"]);
  });

  it("takes hostile keys for nothing but keys", () => {
    const text = '{ "operations": { "GET /__proto__": { "effect": "read" } } }';
    expect([...parseReview(FILE, text).operations.keys()]).toEqual(["GET /__proto__"]);
    expect(mistakes('{ "__proto__": {} }')).toEqual(["config-key-unknown 1:3"]);
    expect(mistakes('{ "operations": { "__proto__": { "effect": "read" } } }')).toEqual([
      "config-value 1:19",
    ]);
  });

  it("stands beside the configuration, or beside the document", async () => {
    expect(reviewPath({ specPath: "api/openapi.yaml" })).toBe(join("api", FILE));
    expect(reviewPath({ specPath: "api/openapi.yaml", configPath: "ci/c.json" })).toBe(
      join("ci", FILE),
    );
    expect(reviewPath({ specPath: "https://example.com/openapi.yaml" })).toBeUndefined();
    const folder = await mkdtemp(join(tmpdir(), "codemode-review-"));
    try {
      const specPath = join(folder, "openapi.yaml");
      expect(await loadConfig({ specPath, flags: {} })).not.toHaveProperty("review");
      expect(await readReviewFile(join(folder, FILE))).toBeUndefined();
      await writeFile(join(folder, FILE), REVIEWED);
      const { review } = await loadConfig({ specPath, flags: {} });
      expect(review).toEqual(parseReview(FILE, REVIEWED));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("has a published JSON Schema, which is the one that the declaration makes", async () => {
    await expect(reviewSchema()).toMatchFileSnapshot(
      "../../../schemas/codemode.policy.schema.json",
    );
  });
});

describe("the text of a review", () => {
  const api = apiOf({
    operations: [
      operationOf("things.list", "GET /things"),
      operationOf("things.add", "POST /things"),
      operationOf("things.alter", "POST /a\u2028b"),
    ],
  });
  const fresh = acceptedReview(undefined, everything(api, []));

  it("has a line for every operation, sorted by route", () => {
    expect(reviewText(fresh, undefined)).toBe(`{
  "$schema": "./node_modules/codemode/schemas/codemode.policy.schema.json",
  "newReads": "allow",
  "operations": {
    "GET /things": { "effect": "read" },
    "POST /a\\u2028b": { "effect": "write" },
    "POST /things": { "effect": "write" }
  }
}
`);
  });

  it("says what it was made of, and stays the same when nothing changes", () => {
    const text = reviewText(fresh, undefined);
    expect(parseReview(FILE, text)).toEqual(fresh);
    expect(reviewText(fresh, text)).toBe(text);
    const empty: Review = { newReads: "deny", operations: new Map() };
    expect(parseReview(FILE, reviewText(empty, undefined))).toEqual(empty);
  });

  it("keeps comments and what somebody wrote by hand", () => {
    const review = parseReview(FILE, REVIEWED);
    const operations = new Map(review.operations);
    operations.delete("DELETE /things/{id}");
    operations.set("GET /a", { effect: "read" });
    operations.set("POST /things", { effect: "destructive", decision: "ask" });
    operations.set("PUT /things", { effect: "write" });
    expect(reviewText({ ...review, operations }, REVIEWED)).toBe(`{
  "newReads": "ask", // everybody reads
  "operations": {
    "GET /a": { "effect": "read" },
    "GET /things": {
      "effect": "read" // as it should
    },
    /* the only write */
    "POST /things": { "effect": "destructive", "decision": "ask" },
    "PUT /things": { "effect": "write" }
    // that is all
  }
}
`);
  });

  it("is valid whatever text there was", () => {
    const texts = [
      "{}",
      "// mine\n{ } // end\n",
      '{"operations":{}}',
      '{"operations":{ // open\n},}',
      '{"newReads":"deny","operations":{"GET /x":{"effect":"read"},}, }',
      '{\r\n  "operations": {\r\n    "GET /x": { "effect": "read" } // x\r\n    , /* y\r\n z */\r\n  }\r\n}\r\n',
      '{"operations":{"GET /x" /* a */ : /* b */ {"effect":"read"/* c */}, /* d */ "PUT /x":{"effect":"write"}}}',
    ];
    for (const text of texts) {
      const earlier = parseReview(FILE, text);
      const review = acceptedReview(earlier, everything(api, []));
      const written = reviewText(review, text);
      expect(parseReview(FILE, written)).toEqual(review);
      expect(reviewText(review, written)).toBe(written);
      expect(/[^\r]\n/.test(written) && written.includes("\r\n")).toBe(false);
    }
  });

  it("is written once for many operations, not once each", () => {
    const operations = Array.from({ length: 5_000 }, (_, at) =>
      operationOf(`things.get${at}`, `GET /things/${at}`),
    );
    const many = apiOf({ operations });
    const text = reviewText(acceptedReview(undefined, everything(many, [])), undefined);
    const before = process.cpuUsage();
    reviewText(fresh, text);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(3_000_000);
  });
});
