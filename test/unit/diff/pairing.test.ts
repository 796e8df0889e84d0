import { describe, expect, it } from "vitest";
import { type Pairing, pairOperations } from "../../../src/diff/pairing.js";
import type { Api } from "../../../src/runtime/api/api.js";
import { apiOf } from "./api/comparison.js";

/** `GET /pets` or `GET /pets#pets/list`, with a query parameter for each further word. */
function api(...operations: readonly string[]): Api {
  const paths = new Map<string, string[]>();
  for (const one of operations) {
    const [route = "", ...query] = one.split(", ");
    const [method = "", place = ""] = route.split(" ");
    const [path = "", id] = place.split("#");
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    const others = query.map((name) => ({ name, in: "query", schema: { type: "string" } }));
    const operation = {
      ...(id !== undefined && { operationId: id }),
      parameters: [...names, ...others],
      responses: { 200: { description: "Fine." } },
    };
    paths.set(path, [
      ...(paths.get(path) ?? []),
      `${JSON.stringify(method.toLowerCase())}: ${JSON.stringify(operation)}`,
    ]);
  }
  const text = [...paths].map(
    ([path, methods]) => `${JSON.stringify(path)}: { ${methods.join(", ")} }`,
  );
  return apiOf(
    `{ "openapi": "3.1.0", "info": { "title": "T", "version": "1" }, "paths": { ${text.join(", ")} } }`,
  );
}

function told({ pairs, removed, added }: Pairing): readonly string[] {
  const route = ({ httpMethod, path }: { httpMethod: string; path: string }) =>
    `${httpMethod} ${path}`;
  return [
    ...pairs.map(({ before, after, kind }) => `${kind}: ${route(before)} → ${route(after)}`),
    ...removed.map((one) => `removed: ${route(one)}`),
    ...added.map((one) => `added: ${route(one)}`),
  ];
}

function pairing(before: readonly string[], after: readonly string[]): readonly string[] {
  return told(pairOperations(api(...before), api(...after)));
}

describe("which operation is which", () => {
  it("is told by method and path", () => {
    expect(pairing(["GET /a", "POST /a"], ["POST /a", "GET /b"])).toEqual([
      "same: POST /a → POST /a",
      "removed: GET /a",
      "added: GET /b",
    ]);
  });

  it("does not depend on the names of path parameters", () => {
    expect(pairing(["GET /a/{id}"], ["GET /a/{a_id}"])).toEqual([
      "same: GET /a/{id} → GET /a/{a_id}",
    ]);
  });

  it("prefers the path that is the same to the letter", () => {
    const both = ["GET /a/{id}", "GET /a/{name}"];
    expect(pairing(both, [...both].reverse())).toEqual([
      "same: GET /a/{name} → GET /a/{name}",
      "same: GET /a/{id} → GET /a/{id}",
    ]);
  });

  it("follows an operationId", () => {
    expect(pairing(["GET /a/x#one"], ["GET /b/y#one"])).toEqual(["moved: GET /a/x → GET /b/y"]);
    expect(pairing(["PUT /a/x#one"], ["PATCH /a/x#one"])).toEqual(["moved: PUT /a/x → PATCH /a/x"]);
  });

  it("does not follow an operationId to another method elsewhere", () => {
    expect(pairing(["GET /cats#one"], ["POST /dogs#one"])).toEqual([
      "removed: GET /cats",
      "added: POST /dogs",
    ]);
  });

  it("follows a path to another version, whatever changed with it", () => {
    expect(pairing(["GET /v1/pets/{id}, q"], ["GET /v2/pets/{pet}, r"])).toEqual([
      "moved: GET /v1/pets/{id} → GET /v2/pets/{pet}",
    ]);
    expect(pairing(["GET /2023-01-01/pets"], ["GET /2024-06-01/pets"])).toEqual([
      "moved: GET /2023-01-01/pets → GET /2024-06-01/pets",
    ]);
  });

  it("follows a path into a folder when the shape is the same", () => {
    expect(pairing(["GET /pets/toys, q"], ["GET /shop/pets/toys, q"])).toEqual([
      "moved: GET /pets/toys → GET /shop/pets/toys",
    ]);
    expect(pairing(["GET /pets/toys, q"], ["GET /shop/pets/games, r"])).toEqual([
      "removed: GET /pets/toys",
      "added: GET /shop/pets/games",
    ]);
  });

  it("does not choose between two that are equally alike", () => {
    expect(pairing(["GET /pets/toys"], ["GET /a/pets/toys", "GET /b/pets/toys"])).toEqual([
      "removed: GET /pets/toys",
      "added: GET /a/pets/toys",
      "added: GET /b/pets/toys",
    ]);
  });

  it("does not take one deletion for another", () => {
    expect(
      pairing(
        ["DELETE /orgs/{org}/teams/{team}#teams/delete"],
        ["DELETE /orgs/{org}/spaces/{space}#spaces/delete"],
      ),
    ).toEqual([
      "removed: DELETE /orgs/{org}/teams/{team}",
      "added: DELETE /orgs/{org}/spaces/{space}",
    ]);
  });

  it("does not depend on the order of the documents", () => {
    const before = ["GET /v1/a", "GET /v1/b", "POST /v1/a", "GET /c/{x}/d#cd"];
    const after = ["GET /v2/a", "GET /v2/b", "POST /v2/a", "GET /e/{x}/d#cd"];
    const sorted = (pairs: readonly string[]) => [...pairs].sort();
    expect(sorted(pairing([...before].reverse(), after))).toEqual(sorted(pairing(before, after)));
    expect(pairing(before, after)).toHaveLength(4);
  });

  it("takes 3,000 operations that all moved in no time", () => {
    const base = api("GET /a");
    const [first] = base.operations;
    if (first === undefined) throw new Error("no operation");
    const many = (prefix: string): Api => ({
      ...base,
      operations: Array.from({ length: 3_000 }, (_, at) => ({
        ...first,
        id: `${prefix}.get${at}`,
        path: `/${prefix}/things${at}/{id}/parts`,
      })),
    });
    const before = many("one");
    const after = many("other");
    const start = process.cpuUsage();
    pairOperations(before, after);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(500);
  });
});
