import { measureBudget } from "../../../src/budget/measure.js";
import { analyse } from "../../../src/compile.js";
import { configOf, parseConfig } from "../../../src/config/load-config.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { compare, type Evidence } from "../../../src/diff/compare.js";
import type { Comparison } from "../../../src/diff/comparison.js";
import { pairOperations } from "../../../src/diff/pairing.js";
import type { Version } from "../../../src/diff/version.js";
import { parseDocument } from "../../../src/load/load.js";
import type { Review } from "../../../src/review/review.js";

/** A small API in which everything that agents care about can be changed. */
export const SHOP = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: "https://shop.example" }]
paths:
  /orders:
    get:
      operationId: orders/list
      summary: List orders
      responses:
        "200": { description: Fine., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Order" } } } } }
    post:
      operationId: orders/create
      summary: Place an order
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/NewOrder" } } } }
      responses:
        "201": { description: Made., content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
  /orders/{order_id}:
    get:
      operationId: orders/get
      summary: Get an order
      parameters: [{ name: order_id, in: path, required: true, schema: { type: string } }]
      responses:
        "200": { description: Fine., content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }
  /customers:
    get:
      operationId: customers/list
      summary: List customers
      responses:
        "200": { description: Fine., content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Customer" } } } } }
components:
  schemas:
    Order:
      type: object
      required: [id, state]
      properties:
        id: { type: string }
        state: { enum: [open, paid] }
        total: { type: number }
    NewOrder:
      type: object
      required: [customer_id]
      properties:
        customer_id: { type: string }
        note: { type: string }
    Customer:
      type: object
      required: [id]
      properties:
        id: { type: string }
        name: { type: string }
`;

/** How a version is configured: the text of the configuration, and what was reviewed. */
export interface Settings {
  readonly config?: string;
  readonly review?: Review;
}

/** The version that a document makes. */
export function versionOf(text: string, { config = "{}", review }: Settings = {}): Version {
  const file = "openapi.yaml";
  const diagnostics = new Diagnostics(file);
  const document = parseDocument(file, new TextEncoder().encode(text), diagnostics);
  const settings = configOf(parseConfig("codemode.config.json", config), {});
  const reviewed = review === undefined ? settings : { ...settings, review };
  const api = analyse(document, reviewed, diagnostics);
  return { name: file, api, sha256: document.sha256, budget: measureBudget(api, "") };
}

export const NO_EVIDENCE: Evidence = {
  queries: [],
  budgets: [],
  ignored: [],
  today: "2026-11-22",
};

/** Compares two versions that nothing else is known of. */
export function compared(
  before: Version,
  after: Version,
  evidence: Partial<Evidence> = {},
): Comparison {
  const pairing = pairOperations(before.api, after.api);
  return compare(before, after, pairing, { ...NO_EVIDENCE, ...evidence });
}

/** The document with one thing replaced, which must be in it exactly once. */
export function changed(from: string, to: string, text = SHOP): string {
  if (text.split(from).length !== 2) throw new Error(`not once in the document: ${from}`);
  return text.replace(from, () => to);
}
