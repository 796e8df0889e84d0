import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered, operationsOf } from "../ir/lowered.js";
import { edited, json, reading, schemaFiles } from "./schema-files.js";

type Root = { readonly [key: string]: JsonValue };

const FORM = "application/x-www-form-urlencoded";
const SCHEMA = { type: "object", properties: { a: {}, __proto__: {}, "1": {} } };
const ENCODING: Root = JSON.parse(
  '{"a": {"style": "deepObject"}, "1": {"explode": false}, "__proto__": {"contentType": "text/x"}}',
);

function api(): ReturnType<typeof lowered>["api"] {
  const encoded = { schema: SCHEMA, encoding: ENCODING };
  return lowered(
    operationsOf({
      "POST /one": { requestBody: { content: { [FORM]: encoded } } },
      "POST /several": {
        requestBody: {
          content: {
            "application/json": { schema: { type: "object" } },
            "multipart/form-data": encoded,
          },
        },
      },
      "GET /query": {
        parameters: [{ name: "q", in: "querystring", content: { [FORM]: encoded } }],
      },
      "GET /cookie": {
        parameters: [{ name: "c", in: "cookie", style: "cookie", schema: { type: "string" } }],
      },
    }),
  ).api;
}

describe("how the fields of a form are written", () => {
  it("stands in the schema, and is read back from it", () => {
    const files = schemaFiles(api());
    const { schema, findings } = reading(files);
    expect(findings).toEqual([]);
    expect(json(schema.api)).toBe(json(api()));
    expect(json(api())).toContain('"deepObject"');
  });

  it("is reported where it is none, or of no media type of the body", () => {
    const files = schemaFiles(api());
    const [name = ""] = [...files].find(([, text]) => text.includes("deepObject")) ?? [];
    const wrong = edited(files, name, ['style: "deepObject"', 'style: "deep"']);
    expect(reading(wrong).findings.join()).toContain("schema-row-value");
    const foreign = edited(files, name, [`"${FORM}": {`, '"text/plain": {']);
    expect(reading(foreign).findings.join()).toContain("is no media type of the body");
  });
});
