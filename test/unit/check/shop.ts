import type { Api } from "../../../src/runtime/api/api.js";
import { apiOf } from "../package/api.js";

const item = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, name: { type: "string" } },
};

/** A shop of items: lists with pages, an enum, a body with nested objects. */
export function analysed(): Api {
  return apiOf({
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.0.0" },
    servers: [{ url: "https://shop.test" }],
    paths: {
      "/items": {
        get: {
          operationId: "items/list",
          parameters: [
            { name: "state", in: "query", schema: { enum: ["open", "closed"] } },
            { name: "page", in: "query", schema: { type: "integer", default: 1 } },
            { name: "per_page", in: "query", schema: { type: "integer" } },
          ],
          responses: {
            200: {
              description: "",
              headers: { Link: { schema: { type: "string" } } },
              content: {
                "application/json": {
                  schema: { type: "array", items: { $ref: "#/components/schemas/Item" } },
                },
              },
            },
          },
        },
        post: {
          operationId: "items/create",
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  required: ["name"],
                  properties: {
                    name: { type: "string" },
                    tags: { type: "array", items: { type: "string" } },
                    size: { type: "object", properties: { width: { type: "number" } } },
                  },
                },
              },
            },
          },
          responses: { 201: { description: "" } },
        },
      },
      "/items/{id}": {
        get: {
          operationId: "items/get",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            200: {
              description: "",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Item" } } },
            },
          },
        },
      },
    },
    components: { schemas: { Item: item } },
  });
}
