import { describe, expect, it } from "vitest";
import { follow, lookUp } from "../../../src/normalise/reference.js";

const root = {
  $self: "https://api.test/openapi",
  components: {
    schemas: {
      A: { $anchor: "first", type: "string" },
      B: {
        $id: "https://api.test/b",
        $defs: { inner: { $anchor: "first", type: "number" }, other: { $id: "c" } },
        properties: { own: { $ref: "#/$defs/inner" } },
      },
      "a/b~c d%": { type: "boolean" },
      Loop: { $ref: "#/components/schemas/Loop" },
      Chain: { $ref: "#/components/schemas/A" },
      List: { $dynamicAnchor: "item", items: { $dynamicRef: "#item" } },
      "\ud800": { type: "null" },
    },
  },
};

const IN_B = "/components/schemas/B/properties/own";

describe("references", () => {
  it.each([
    ["a pointer", "#/components/schemas/A", "", "/components/schemas/A"],
    [
      "an escaped and encoded pointer",
      "#/components/schemas/a~1b~0c%20d%25",
      "",
      "/components/schemas/a~1b~0c d%",
    ],
    ["an anchor", "#first", "", "/components/schemas/A"],
    ["a dynamic anchor", "#item", "", "/components/schemas/List"],
    ["an anchor of the schema it stands in", "#first", IN_B, "/components/schemas/B/$defs/inner"],
    [
      "a pointer into the schema it stands in",
      "#/$defs/inner",
      IN_B,
      "/components/schemas/B/$defs/inner",
    ],
    ["an id", "https://api.test/b", "", "/components/schemas/B"],
    ["a relative id", "c", IN_B, "/components/schemas/B/$defs/other"],
    [
      "a relative id, from the document's own",
      "b#/$defs/inner",
      "",
      "/components/schemas/B/$defs/inner",
    ],
    [
      "the document's own URI",
      "https://api.test/openapi#/components/schemas/A",
      "",
      "/components/schemas/A",
    ],
  ])("%s", (_, ref, from, pointer) => {
    expect(lookUp(root, ref, from)?.pointer).toBe(pointer);
  });

  it.each([
    "#/components/schemas/Z",
    "#nowhere",
    "other.yaml#/A",
    "https://api.test/z",
    "#/%",
    "#%",
    "http://[",
  ])("%s leads nowhere", (ref) => {
    expect(lookUp(root, ref, "")).toBeUndefined();
  });

  it("are followed to the end, but not in circles", () => {
    const at = (name: "Chain" | "Loop") => ({
      value: root.components.schemas[name],
      pointer: `/components/schemas/${name}`,
    });
    expect(follow(root, at("Chain"))).toMatchObject({
      kind: "found",
      target: { pointer: "/components/schemas/A" },
    });
    expect(follow(root, at("Loop"))).toMatchObject({ kind: "cycle" });
  });
});
