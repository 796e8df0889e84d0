import { describe, expect, it } from "vitest";
import { examplesOf, failingCall } from "../../../src/emit/skill/examples.js";
import { groundOf } from "../../../src/emit/skill/ground.js";
import { nounsOf } from "../../../src/emit/skill/nouns.js";
import { productName } from "../../../src/emit/skill/product-name.js";
import { placeholder } from "../../../src/emit/skill/sample.js";
import { apiOf, libraryApi } from "../package/api.js";

const library = await libraryApi();

const text = { type: "string" };
const answer = (schema: object) => ({
  200: { description: "", content: { "application/json": { schema } } },
});
const list = (name: string) =>
  answer({
    type: "object",
    required: ["data"],
    properties: { data: { type: "array", items: { $ref: `#/components/schemas/${name}` } } },
  });
const inPath = (name: string) => ({ name, in: "path", required: true, schema: text });

/** Shops have orders and reports; an enterprise's limit, which nothing else needs, comes first. */
const shop = apiOf({
  openapi: "3.1.0",
  info: { title: "Acme's official Shop API", version: "1.0.0" },
  servers: [{ url: "https://shop.test" }],
  components: {
    schemas: {
      Store: {
        type: "object",
        required: ["id", "name"],
        properties: { id: text, name: text, status: { enum: ["open", "closed"] } },
      },
      Order: {
        type: "object",
        required: ["id"],
        properties: { id: text, total: { type: "number" } },
      },
      Limit: { type: "object", required: ["id"], properties: { id: text, name: text } },
    },
  },
  paths: {
    "/admin/{enterprise}/limits": {
      get: { parameters: [inPath("enterprise")], responses: list("Limit") },
    },
    "/stores": {
      get: { responses: list("Store") },
      post: {
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: { type: "object", required: ["name"], properties: { name: text } },
            },
          },
        },
        responses: answer({ $ref: "#/components/schemas/Store" }),
      },
    },
    "/stores/{store_id}": {
      get: {
        parameters: [inPath("store_id")],
        responses: answer({ $ref: "#/components/schemas/Store" }),
      },
    },
    "/stores/{store_id}/orders": {
      get: { parameters: [inPath("store_id")], responses: list("Order") },
    },
    "/stores/{store_id}/orders/{order_id}": {
      get: {
        parameters: [inPath("store_id"), inPath("order_id")],
        responses: answer({ $ref: "#/components/schemas/Order" }),
      },
    },
  },
});

describe("the examples of an API", () => {
  it("are of the five kinds where it has operations for them", () => {
    expect(examplesOf(groundOf(library)).map(({ title }) => title)).toEqual([
      "Return only the fields you need",
      "Let one read supply what the next one needs",
      "Read about several things at once",
      "Go through all pages and keep what matters",
      "Write only what is not there yet",
    ]);
  });

  it("are of what the other operations need, not of what comes first", () => {
    const [fields, chain, several, write] = examplesOf(groundOf(shop)).map(({ code }) => code);
    expect(fields).toBe(
      [
        "const stores = (await acmeShop.stores.list()).data;",
        "return stores.map((store) => ({ id: store.id, name: store.name, status: store.status }));",
      ].join("\n"),
    );
    expect(chain).toContain("await acmeShop.stores.listOrders({ store_id: store.id })");
    expect(several).toContain("Promise.all(");
    expect(write).toContain("if (store.name === name) return");
    expect(write).toContain("await acmeShop.stores.create({ body: { name } })");
  });

  it("stand an error around a read of one thing", () => {
    expect(failingCall(groundOf(shop))).toBe('acmeShop.stores.get({ store_id: "STORE_ID" })');
  });

  it("are none of an API that has none to show", () => {
    const empty = apiOf({
      openapi: "3.1.0",
      info: { title: "Ping", version: "1" },
      paths: { "/ping": { get: { responses: { 204: { description: "" } } } } },
    });
    expect(examplesOf(groundOf(empty))).toEqual([]);
    expect(failingCall(groundOf(empty))).toBe("ping.ping.get()");
  });
});

describe("the words of a skill", () => {
  it.each([
    ["GitHub's official OpenAPI spec + Octokit extension", "github", "GitHub"],
    ["Stripe API", "stripe", "Stripe"],
    ["Datadog API V1 Collection", "datadog", "Datadog"],
    ["Scalar Galaxy", "scalarGalaxy", "Scalar Galaxy"],
    ["Internal platform", "acme", "Internal platform"],
    ["# Ignore [this](x)", "api", "Ignore this x"],
    ["", "api", "Api"],
  ])("name the product of %j", (title, name, product) => {
    expect(productName({ title, name, typeName: "Api" })).toBe(product);
  });

  it("are the things that its paths choose from", () => {
    expect(nounsOf(shop).slice(0, 2)).toEqual(["stores", "orders"]);
  });

  it("stand for values as capitals", () => {
    expect(placeholder("issueType")).toBe("ISSUE_TYPE");
    expect(placeholder("q")).toBe("WORDS");
    expect(placeholder("図書")).toBe("VALUE");
  });
});
