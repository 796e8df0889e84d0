import { describe, expect, it } from "vitest";
import { analyse } from "../../../../src/compile.js";
import type { ConfigFile } from "../../../../src/config/file.js";
import { configOf } from "../../../../src/config/load-config.js";
import { Diagnostics } from "../../../../src/diagnostics/diagnostic.js";
import { parseDocument } from "../../../../src/load/load.js";
import type { Api } from "../../../../src/runtime/api/api.js";
import { comparisonOf } from "./comparison.js";
import { LIBRARY } from "./pairs/library.js";

const PLAIN = configured({});
const DEFAULT = configured({ defaults: { q: { kind: "default", value: "new" } } });
const LOCKED = configured({ defaults: { q: { kind: "locked", value: "new" } } });

describe("what the configuration changes", () => {
  it.each([
    [
      "a value that is sent unless one is given",
      PLAIN,
      DEFAULT,
      ["preset-changed"],
      ["preset-changed"],
    ],
    [
      "an argument that is always sent",
      PLAIN,
      LOCKED,
      ["argument-locked", "preset-changed"],
      ["argument-unlocked", "preset-changed"],
    ],
    [
      "an argument that becomes its own",
      DEFAULT,
      LOCKED,
      ["argument-locked"],
      ["argument-unlocked"],
    ],
    [
      "limits of a run",
      PLAIN,
      configured({ limits: { calls: 3 } }),
      ["configuration-changed"],
      ["configuration-changed"],
    ],
  ] as const)("is told: %s", (_, before, after, forward, backward) => {
    expect(comparisonOf(before, after).map(({ code }) => code)).toEqual(forward);
    expect(comparisonOf(after, before).map(({ code }) => code)).toEqual(backward);
  });
});

function configured(file: ConfigFile): Api {
  const diagnostics = new Diagnostics("openapi.yaml");
  const bytes = new TextEncoder().encode(LIBRARY);
  return analyse(
    parseDocument("openapi.yaml", bytes, diagnostics),
    configOf(file, {}),
    diagnostics,
  );
}
