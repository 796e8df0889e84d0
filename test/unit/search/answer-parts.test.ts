import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { apiOf, searchOf } from "./tracker.js";

type Json = { readonly [key: string]: JsonValue };

const text: Json = { type: "string" };
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json): Json => ({ content: { "application/json": { schema } } });
const object = (properties: Json, required: readonly string[] = []): Json => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});
const list = (items: Json): Json => ({ type: "array", items });
const answers = (schema: Json): Json => ({ 200: { description: "OK", ...json(schema) } });
const parameter = (name: string, place: string, schema: Json = text): Json => ({
  name,
  in: place,
  required: place === "path",
  schema,
});

const KINDS = Array.from({ length: 40 }, (_, at) => `Kind${at}`);
const wide = Object.fromEntries(
  Array.from({ length: 60 }, (_, at): [string, Json] => [`field_${at}`, text]),
);
const repository = [parameter("owner", "path"), parameter("repo", "path")];

/** Repositories that are found by a search, their builds, and a cluster of deep objects. */
const api = apiOf({
  openapi: "3.1.0",
  info: { title: "Builds", version: "1.0.0" },
  servers: [{ url: "https://builds.example" }],
  paths: {
    "/search/repositories": {
      get: {
        operationId: "search/repos",
        summary: "Search repositories",
        parameters: [{ ...parameter("q", "query"), required: true }],
        responses: answers(object({ items: list(ref("Repository")) }, ["items"])),
      },
    },
    "/repos/{owner}/{repo}/builds": {
      parameters: repository,
      get: {
        operationId: "builds/list",
        summary: "List builds",
        parameters: [
          parameter("per_page", "query", { type: "integer" }),
          parameter("branch", "query"),
          parameter("phase", "query", { type: "string", enum: ["running", "failed"] }),
          ...Array.from({ length: 12 }, (_, at) => parameter(`other_${at}`, "query", ref("Wide"))),
        ],
        responses: answers(list(ref("Build"))),
      },
    },
    "/repos/{owner}/{repo}/builds/{build_id}": {
      parameters: [...repository, parameter("build_id", "path")],
      get: { operationId: "builds/get", summary: "Get a build", responses: answers(ref("Build")) },
      delete: { operationId: "builds/delete", summary: "Delete a build", responses: {} },
    },
    "/clusters": {
      get: {
        operationId: "clusters/list",
        summary: "List clusters",
        responses: answers(list(ref("Cluster"))),
      },
    },
  },
  components: {
    schemas: {
      Name: text,
      Repository: object(
        { id: { type: "integer" }, name: ref("Name"), owner: object({ login: text }, ["login"]) },
        ["id", "name", "owner"],
      ),
      Build: object({ ...wide, id: text, duration_seconds: { type: "integer" } }, ["id"]),
      Wide: object(wide),
      Cluster: object({
        spec: object({ template: object({ containers: list(object({ image: text })) }) }),
        other: { anyOf: [...KINDS.map(ref), text, { type: "null" }] },
        ...wide,
      }),
      ...Object.fromEntries(KINDS.map((name) => [name, object({ kind: { const: name } })])),
    },
  },
});
const search = searchOf(api);
const answer = (query: string) => search.answer({ query });

describe("where ids come from", () => {
  const page = answer("builds of a repository");

  it("is told on one line, arguments of one supplier together", () => {
    expect(page).toContain("owner, repo ← search.repos({ q }).items[].owner.login, .name");
    expect(page).toContain("build_id ← builds.list({ owner, repo })[].id");
  });

  it("is told once", () => {
    expect(page.match(/← search\.repos/g)).toHaveLength(1);
    expect(page).toMatch(/owner, repo(?:, build_id)? ← as above/);
  });

  it("is data for a snippet", () => {
    const [found] = search.find({ query: "builds.get" }).operations;
    expect(found?.suppliers["build_id"]).toContainEqual({ operation: "builds.list", at: "[].id" });
  });
});

describe("what does not fit", () => {
  it("is not what the request asks for", () => {
    const page = answer("duration of the builds of a branch that failed");
    expect(page).toContain("branch?: string");
    expect(page).toContain('phase?: "running" | "failed"');
    expect(page).toMatch(/type Build = \{[^}]*duration_seconds\?: number/s);
    expect(page).toMatch(/type Build = \{[^}]*id: string/s);
  });

  it("is named, with the query that shows it", () => {
    expect(answer("list clusters")).toMatch(/\/\* also field_\d+, .*: type:(?:Cluster|Build) \*\//);
  });

  it("leaves the alternatives that every value may have", () => {
    const shown = /other\?: (.*?);/.exec(answer("clusters, builds, repositories"))?.[1];

    expect(shown).toMatch(/\/\* \| \d+ more \*\//);
    expect(shown).toMatch(/\bstring\b/);
    expect(shown).toMatch(/\bnull\b/);
  });
});

it("tells where deep in a result the thing is that a request names", () => {
  expect(answer("which images do the clusters run")).toContain(
    "// in the result: [].spec?.template?.containers?[].image",
  );
});

it("writes out what a name of a mere string stands for", () => {
  const page = answer("search repositories");
  expect(page).toContain("name: string");
  expect(page).not.toContain("type Name");
});
