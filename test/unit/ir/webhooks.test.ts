import { describe, expect, it } from "vitest";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { directionalSchemas } from "../../../src/ir/direction.js";
import { createSchemaLowering } from "../../../src/ir/schema-lowering.js";
import { lowerWebhooks } from "../../../src/ir/webhooks.js";
import { normalised } from "../normalise/normalised.js";
import { lowered } from "./lowered.js";

const User = {
  type: "object",
  properties: {
    id: { type: "string", readOnly: true },
    password: { type: "string", writeOnly: true },
  },
};
const sent = { "application/json": { schema: { $ref: "#/components/schemas/User" } } };
const root = {
  openapi: "3.1.0",
  info: { title: "Test", version: "1.0.0" },
  paths: {
    "/jobs": {
      post: {
        operationId: "jobs/start",
        callbacks: { onDone: { "{$request.body#/url}": { put: { summary: "A job ended" } } } },
      },
    },
  },
  webhooks: {
    newUser: { post: { description: "Somebody signed up", requestBody: { content: sent } } },
  },
  components: { schemas: { User } },
};

describe("webhooks", () => {
  it("are typed as what the receiver reads, and callbacks know their operation", () => {
    const { document } = normalised(root);
    const { operations } = lowered(root).api;
    const schemas = createSchemaLowering(
      document,
      directionalSchemas(document),
      new Diagnostics("openapi.json"),
    );
    const webhooks = lowerWebhooks(document, operations, schemas);
    schemas.finish();
    expect(webhooks).toEqual([
      {
        name: "newUser",
        httpMethod: "POST",
        description: "Somebody signed up",
        contents: [
          {
            mediaType: "application/json",
            type: { kind: "ref", name: "/components/schemas/User" },
          },
        ],
        source: "/webhooks/newUser/post",
      },
      {
        name: "onDone",
        httpMethod: "PUT",
        summary: "A job ended",
        contents: [],
        callback: { operation: "jobs.start", url: "{$request.body#/url}" },
        source: "/paths/~1jobs/post/callbacks/onDone/{$request.body#~1url}/put",
      },
    ]);
    expect(schemas.named.get("/components/schemas/User")?.type).toMatchObject({
      properties: [{ name: "id" }],
    });
  });

  it("of operations that are left out are left out", () => {
    const { document } = normalised(root);
    const schemas = createSchemaLowering(
      document,
      directionalSchemas(document),
      new Diagnostics("openapi.json"),
    );
    expect(lowerWebhooks(document, [], schemas).map(({ name }) => name)).toEqual(["newUser"]);
  });
});
