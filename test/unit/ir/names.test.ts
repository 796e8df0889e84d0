import { describe, expect, it } from "vitest";
import { lowered, namesOf, operationsOf } from "./lowered.js";

describe("names of operations", () => {
  it("splits an operationId at its first slash or dot", () => {
    const names = namesOf(
      operationsOf({
        "GET /repos/{owner}/issues": { operationId: "issues/list-for-repo" },
        "GET /a": { operationId: "drive.files.list" },
      }),
    );
    expect(names).toEqual({
      "GET /repos/{owner}/issues": "issues.listForRepo",
      "GET /a": "drive.filesList",
    });
  });

  it("takes the first tag, and the id's words less the namespace's", () => {
    const names = namesOf(
      operationsOf({
        "GET /accounts": { operationId: "accounts-list-accounts", tags: ["Accounts"] },
        "GET /accounts/{id}/service_tokens/{token}": {
          operationId: "access-service-tokens-get-a-service-token",
          tags: ["Access service tokens"],
        },
        "POST /groups/{id}/users": { operationId: "addUserToGroup", tags: ["Groups"] },
        "GET /images/base": { operationId: "images-base-image", tags: ["Images"] },
        "GET /logs/rayids": { operationId: "getLogsRayIDs", tags: ["Logs"] },
      }),
    );
    expect(Object.values(names).sort()).toEqual([
      "accessServiceTokens.get",
      "accounts.list",
      "groups.addUserToGroup",
      "images.baseImage",
      "logs.getRayIds",
    ]);
  });

  it("names by method and path where the id only repeats them, or there is none", () => {
    expect(
      namesOf(
        operationsOf({
          "GET /v1/charges": { operationId: "GetCharges" },
          "POST /v1/charges": { operationId: "PostCharges" },
          "POST /v1/charges/{charge}": { operationId: "PostChargesCharge" },
          "POST /v1/quotes/{quote}/cancel": { operationId: "PostQuotesQuoteCancel" },
          "GET /v1/sources/{source}/source_transactions/{id}": {
            operationId: "GetSourcesSourceSourceTransactionsId",
          },
          "PUT /v1/charges/{charge}": {},
          "PATCH /v1/charges/{charge}": {},
          "DELETE /v1/charges/{charge}": {},
          "GET /v1/balance": {},
          "POST /v1/3d_secure": { operationId: "Post3dSecure" },
        }),
      ),
    ).toEqual({
      "GET /v1/charges": "charges.list",
      "POST /v1/charges": "charges.create",
      "POST /v1/charges/{charge}": "charges.updateWithPost",
      "POST /v1/quotes/{quote}/cancel": "quotes.cancel",
      "GET /v1/sources/{source}/source_transactions/{id}": "sources.getSourceTransaction",
      "PUT /v1/charges/{charge}": "charges.replace",
      "PATCH /v1/charges/{charge}": "charges.updateWithPatch",
      "DELETE /v1/charges/{charge}": "charges.delete",
      "GET /v1/balance": "balance.get",
      "POST /v1/3d_secure": "_3dSecure.create",
    });
  });

  it("qualifies every member of a collision from its own path, whatever the order", () => {
    const routes: [string, { operationId: string; tags: string[] }][] = [
      ["GET /accounts/{account}/rules", { operationId: "rules-list", tags: ["Rules"] }],
      ["GET /zones/{zone}/rules", { operationId: "rules_list", tags: ["Rules"] }],
      ["GET /rules/{id}", { operationId: "getRule", tags: ["Rules"] }],
      ["GET /rules/by-name/{name}", { operationId: "get_rule", tags: ["Rules"] }],
    ];
    const forwards = namesOf(operationsOf(Object.fromEntries(routes)));
    const backwards = namesOf(operationsOf(Object.fromEntries(routes.toReversed())));
    expect(forwards).toEqual(backwards);
    expect(forwards["GET /accounts/{account}/rules"]).toBe("rules.listForAccount");
    expect(forwards["GET /zones/{zone}/rules"]).toBe("rules.listForZone");
    expect(new Set(Object.values(forwards)).size).toBe(4);
  });

  it("keeps every operation of template twins and of one id used five times", () => {
    const routes = Object.fromEntries(
      ["a", "b", "c", "d", "e"].map((name) => [
        `GET /things/{${name}}`,
        { operationId: "same", tags: ["Things"] },
      ]),
    );
    const names = namesOf(operationsOf(routes));
    expect(new Set(Object.values(names)).size).toBe(5);
    expect(names["GET /things/{a}"]).toBe("things.sameByA");
  });

  it("never takes a name that would not work", () => {
    const names = namesOf(
      operationsOf({
        "GET /default/then": { operationId: "then", tags: ["default"] },
        "GET /x/constructor": { operationId: "constructor", tags: ["raw"] },
        "GET /用户": { operationId: "用户" },
        "GET /": {},
      }),
    );
    expect(names["GET /default/then"]).toBe("defaultApi.then_");
    expect(names["GET /x/constructor"]).toBe("rawApi.constructor_");
    for (const name of Object.values(names))
      expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*$/);
  });

  it("shortens an id of 300 characters, and keeps two of them apart", () => {
    const long = "word".repeat(75);
    const names = Object.values(
      namesOf(
        operationsOf({
          "GET /a": { operationId: `${long}A`, tags: ["T"] },
          "GET /b": { operationId: `${long}B`, tags: ["T"] },
        }),
      ),
    );
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(82);
  });

  it("takes the configuration's names, and says when one cannot be used", () => {
    const root = operationsOf({
      "GET /a": { operationId: "one" },
      "GET /b": { operationId: "two" },
    });
    expect(namesOf(root, { names: { "GET /a": "things.list", two: "things.get" } })).toEqual({
      "GET /a": "things.list",
      "GET /b": "things.get",
    });
    expect(lowered(root, { names: { one: "not a name" } }).codes).toContain(
      "name-configured-unusable",
    );
  });
});

describe("names of types", () => {
  const named = (...keys: string[]): string[] => {
    const refs = keys.map((key) => ({ $ref: `#/components/schemas/${key.replaceAll("/", "~1")}` }));
    const schemas = Object.fromEntries(
      keys.map((key) => [key, { type: "object", properties: { [key]: { type: "string" } } }]),
    );
    const root = operationsOf(
      {
        "GET /a": {
          responses: { "200": { content: { "application/json": { schema: { anyOf: refs } } } } },
        },
      },
      { components: { schemas } },
    );
    return lowered(root).api.types.map(({ name }) => name);
  };

  it("are TypeScript's way of writing the key", () => {
    expect(named("simple-user", "full_repository", "APIKey")).toEqual([
      "ApiKey",
      "FullRepository",
      "SimpleUser",
    ]);
  });

  it("keep both of two keys that would be one name", () => {
    expect(named("foo-bar", "foo_bar")).toEqual(["FooBar", "foo_bar"]);
    expect(named("dup", "Dup")).toEqual(["Dup", "dup"]);
  });

  it("never shadow a global", () => {
    expect(named("Error", "Event", "Record", "promise")).toEqual([
      "ErrorModel",
      "EventModel",
      "PromiseModel",
      "RecordModel",
    ]);
  });
});
