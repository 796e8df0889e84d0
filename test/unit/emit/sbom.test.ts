import { describe, expect, it } from "vitest";
import { emitSbom } from "../../../src/emit/sbom/sbom.js";
import { shopApi } from "../broker/shop-api.js";

const COMPONENTS = [
  { type: "library", "bom-ref": "pkg:npm/zod@4.0.0", name: "zod", version: "4.0.0" },
];

function bill(name: string, license: string) {
  const facts = { name, version: "1.0.0+build", license, compilerVersion: "0.1.0" };
  return JSON.parse(String(emitSbom({ api: shopApi([]), package: facts }, COMPONENTS).content));
}

describe("the bill of materials", () => {
  it("is of the user's package, made by this compiler", () => {
    const { metadata } = bill("@acme/shop", "MIT OR Apache-2.0");
    expect(metadata.component).toEqual({
      type: "application",
      "bom-ref": "pkg:npm/%40acme/shop@1.0.0%2Bbuild",
      group: "@acme",
      name: "shop",
      version: "1.0.0+build",
      licenses: [{ expression: "MIT OR Apache-2.0" }],
      purl: "pkg:npm/%40acme/shop@1.0.0%2Bbuild",
    });
    expect(metadata.tools.components).toEqual([
      { type: "application", name: "codemode", version: "0.1.0" },
    ]);
  });

  it("claims no licence where none is granted", () => {
    expect(bill("shop", "UNLICENSED").metadata.component).not.toHaveProperty("licenses");
  });

  it("says that the package holds each component, and neither when nor which copy it is", () => {
    const { components, dependencies, metadata, serialNumber } = bill("shop", "MIT");
    expect(components).toEqual(COMPONENTS);
    expect(dependencies).toEqual([
      { ref: "pkg:npm/shop@1.0.0%2Bbuild", dependsOn: ["pkg:npm/zod@4.0.0"] },
      { ref: "pkg:npm/zod@4.0.0" },
    ]);
    expect([serialNumber, metadata.timestamp]).toEqual([undefined, undefined]);
  });
});
