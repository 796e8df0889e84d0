import { describe, expect, it } from "vitest";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { outcomeFailure } from "../../../src/runtime/execute/failure.js";
import { estimateTokens } from "../../../src/runtime/tokens/estimate.js";
import { operation, parameter, shopApi } from "../broker/shop-api.js";

const MANY = Array.from({ length: 80 }, (_, at) => parameter(`parameter_number_${at}`));
const LOOKUP = createLookup(
  shopApi([
    operation("items.get", "GET /items/{id}"),
    operation("items.list", "GET /items", { parameters: MANY }),
  ]),
);

/** The lines about an error that a call of an operation ended in. */
function detailsOf(name: string, data: Readonly<Record<string, unknown>>): readonly string[] {
  const error = { name, message: "no", data: JSON.stringify(data) };
  const outcome = { kind: "thrown", error, console: [], consoleDropped: 0 } as const;
  return outcomeFailure(outcome, "", LOOKUP).details ?? [];
}

describe("an error of the API", () => {
  const request = "GET /items/7?page=2";

  it.each([400, 404, 422])("shows request and signature for %i", (status) => {
    expect(detailsOf("ApiError", { status, operation: "items.get", request })).toEqual([
      "Request: GET /items/7?page=2",
      "shop.items.get(args: { id: string }): Promise<unknown>",
    ]);
  });

  it.each([401, 403, 409, 429, 500])("shows the request alone for %i", (status) => {
    expect(detailsOf("ApiError", { status, operation: "items.get", request })).toEqual([
      "Request: GET /items/7?page=2",
    ]);
  });

  it("keeps both short", () => {
    const long = `GET /items?${"q=%20&".repeat(2_000)}`;
    const [sent = "", signature = ""] = detailsOf("ApiError", {
      status: 400,
      operation: "items.list",
      request: long,
    });
    expect(estimateTokens(sent)).toBeLessThanOrEqual(100);
    expect(signature).toMatch(/^shop\.items\.list\(args\?: .*…$/s);
    expect(estimateTokens(signature)).toBeLessThanOrEqual(150);
  });

  it("that the snippet made itself shows nothing", () => {
    expect(detailsOf("ApiError", {})).toEqual([]);
    expect(detailsOf("ApiError", { status: 404, operation: 7, request: {} })).toEqual([]);
    expect(detailsOf("Error", { status: 404, operation: "items.get", request })).toEqual([]);
  });
});
