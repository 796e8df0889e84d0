import { describe, expect, it } from "vitest";
import { toolDefinitions } from "../../../src/emit/tools/definitions.js";
import { apiOf, libraryApi } from "./api.js";

const tools = toolDefinitions(await libraryApi());
const tool = (name: string) => tools.find((candidate) => candidate.name === name);

describe("one tool per operation", () => {
  it("has one for every operation, each with a name that all clients take", () => {
    expect(tools).toHaveLength(15);
    expect(new Set(tools.map(({ name }) => name)).size).toBe(15);
    for (const { name } of tools) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
  });

  it("says arguments, requirements and effect", () => {
    expect(tool("members-listLoans")).toEqual({
      name: "members-listLoans",
      description: "List the loans of a member",
      inputSchema: {
        type: "object",
        properties: {
          member_id: { type: "string" },
          state: { enum: ["open", "returned", "all"], default: "open" },
        },
        required: ["member_id"],
      },
      annotations: { readOnlyHint: true, destructiveHint: false },
    });
    expect(tool("books-delete")?.annotations).toEqual({
      readOnlyHint: false,
      destructiveHint: true,
    });
  });

  it("carries the types of its arguments, not those of its result", () => {
    const schema = tool("books-create")?.inputSchema;
    expect(schema?.["properties"]).toEqual({ body: { $ref: "#/$defs/NewBook" } });
    expect(Object.keys(schema?.["$defs"] ?? {})).toEqual(["NewBook"]);
  });

  it("keeps a recursive type finite", () => {
    const node = {
      type: "object",
      properties: {
        next: { $ref: "#/components/schemas/TreeNode" },
        leaf: { $ref: "#/components/schemas/Leaf" },
      },
    };
    const api = apiOf({
      openapi: "3.1.0",
      info: { title: "Trees", version: "1.0.0" },
      paths: {
        "/trees": {
          post: {
            operationId: "trees/create",
            requestBody: {
              required: true,
              content: {
                "application/json": { schema: { $ref: "#/components/schemas/TreeNode" } },
              },
            },
            responses: { 204: { description: "Done." } },
          },
        },
      },
      components: {
        schemas: { TreeNode: node, Leaf: { type: "string", minLength: 1 }, Unused: node },
      },
    });
    const [create] = toolDefinitions(api);
    expect(create?.inputSchema["$defs"]).toEqual({
      TreeNode: {
        type: "object",
        properties: { next: { $ref: "#/$defs/TreeNode" }, leaf: { $ref: "#/$defs/Leaf" } },
      },
      Leaf: { type: "string", minLength: 1 },
    });
  });

  it("shortens a long name without losing which operation it is", () => {
    const path = (name: string) => ({
      get: { operationId: name, tags: ["t"], responses: { 204: { description: "Done." } } },
    });
    const long = "veryLongOperationNameThatGoesOnAndOnUntilNobodyReadsItAnyMore";
    const api = apiOf({
      openapi: "3.1.0",
      info: { title: "Long", version: "1.0.0" },
      paths: { "/a": path(`${long}First`), "/b": path(`${long}Second`) },
    });
    const names = toolDefinitions(api).map(({ name }) => name);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(64);
  });
});
