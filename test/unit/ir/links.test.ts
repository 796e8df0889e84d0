import { describe, expect, it } from "vitest";
import { lowered, operation, operationsOf } from "./lowered.js";

const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

describe("links of responses", () => {
  it("lead to operations by id or by reference, with arguments by their own names", () => {
    const links = {
      self: { operationId: "users/get", parameters: { "path.id": "$response.body#/id" } },
      boss: {
        operationRef: "#/paths/~1users~1{id}/get",
        parameters: { id: "$response.body#/boss" },
        requestBody: 1,
      },
    };
    const { api, codes } = lowered(
      operationsOf({
        "POST /users": { operationId: "users/create", responses: { "201": { links } } },
        "GET /users/{id}": { operationId: "users/get", parameters: [id] },
      }),
    );
    expect(operation(api, "users.create").links).toEqual([
      {
        name: "self",
        status: "201",
        operation: "users.get",
        parameters: { id: "$response.body#/id" },
      },
      {
        name: "boss",
        status: "201",
        operation: "users.get",
        parameters: { id: "$response.body#/boss" },
        body: 1,
      },
    ]);
    expect(operation(api, "users.get").links).toBeUndefined();
    expect(codes).not.toContain("link-dangling");
  });

  it("to nothing are reported and left out", () => {
    const links = {
      a: { operationId: "nobody" },
      b: { description: "nowhere" },
      c: { operationRef: "#/paths/none" },
    };
    const { api, codes } = lowered(
      operationsOf({ "GET /users": { responses: { "200": { links } } } }),
    );
    expect(api.operations[0]?.links).toBeUndefined();
    expect(codes.filter((code) => code === "link-dangling")).toHaveLength(3);
  });
});
