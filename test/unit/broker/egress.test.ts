import { expect, it } from "vitest";
import { checkTarget } from "../../../src/runtime/broker/egress.js";

it("lets nothing leave the origin of the base URL", () => {
  const base = new URL("https://h.test/v1/");
  expect(() => checkTarget(new URL("https://h.test/other"), base)).not.toThrow();
  for (const url of ["http://h.test/v1/", "https://h.test:8443/v1/", "https://h.test.evil.test/"]) {
    expect(() => checkTarget(new URL(url), base)).toThrow("origin");
  }
});
