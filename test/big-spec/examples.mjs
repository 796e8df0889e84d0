import { propertiesOf } from "./schemas.mjs";

/** @typedef {import("./resource.mjs").Resource} Resource */

/** A whole resource, as the API would answer with it. @param {Resource} resource */
export function example(resource) {
  const number = (resource.index * 7919 + 104_729).toString(36);
  return {
    id: `${resource.words.map((word) => word.charAt(0)).join("")}_${number}`,
    object: resource.words.join("_"),
    status: resource.statuses[1],
    created_at: "2026-01-15T09:30:00Z",
    updated_at: "2026-02-01T16:45:12Z",
    ...writableExample(resource),
  };
}

/** What a caller would send to create it. @param {Resource} resource */
export function writableExample(resource) {
  return Object.fromEntries(
    propertiesOf(resource).map(([name = "", , type = ""]) => [name, exampleOf(type, resource)]),
  );
}

/** @param {string} type @param {Resource} resource @returns {unknown} */
function exampleOf(type, resource) {
  const [kind, argument = ""] = type.split(":");
  switch (kind) {
    case "enum":
      return argument.split("|")[1];
    case "ref":
      return SHARED[argument];
    case "list":
      return [SHARED[argument]];
    default:
      return VALUES[kind ?? ""] ?? `The ${resource.words.join(" ")} of January`;
  }
}

/** @type {{ readonly [type: string]: unknown }} */
const VALUES = {
  slug: "january-2026",
  boolean: true,
  count: 12,
  long: 734_003_200,
  percent: 100,
  number: 0.75,
  uri: "https://www.example.com/hooks/january",
  email: "ada@example.com",
  date: "2026-01-31",
  "date-time": "2026-01-15T00:00:00Z",
  "nullable-date-time": null,
  strings: ["first", "second"],
  map: { team: "core", cost_center: "4711" },
  object: { mode: "automatic", threshold: 0.5, windows: [{ from: "08:00", to: "18:00" }] },
  any: { note: "anything" },
};

/** @type {{ readonly [schema: string]: unknown }} */
const SHARED = {
  Money: { value: "129.00", currency: "EUR" },
  Address: {
    lines: ["1 Example Street"],
    city: "Springfield",
    "postal-code": "12345",
    country: "US",
  },
  User: { id: "u_1", login: "ada", email: "ada@example.com", manager: null, teams: [] },
  Label: { name: "urgent", color: "d73a4a" },
  Filter: { operator: "and", of: [{ field: "status", comparison: "=", value: "active" }] },
  Target: { kind: "email", to: "ops@example.com" },
};
