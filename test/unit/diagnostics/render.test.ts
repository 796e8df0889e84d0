import { describe, expect, it } from "vitest";
import { catalog } from "../../../src/diagnostics/catalog.js";
import { Diagnostics, diagnostic, unusable } from "../../../src/diagnostics/diagnostic.js";
import { catalogMarkdown } from "../../../src/diagnostics/documentation.js";
import { createPlaceOf } from "../../../src/diagnostics/places.js";
import { printable } from "../../../src/diagnostics/printable.js";
import {
  diagnosticRecords,
  type Palette,
  renderDiagnostics,
} from "../../../src/diagnostics/render.js";
import { parseDocument } from "../../../src/load/load.js";

const asIs = (text: string) => text;
const plain: Palette = { bold: asIs, dim: asIs, red: asIs, yellow: asIs, cyan: asIs };

const document = parseDocument(
  "api.yaml",
  new TextEncoder().encode("openapi: 3.1.0\npaths:\n  /a:\n    get: { operationId: a }\n"),
);

function report() {
  const found = new Diagnostics("api.yaml");
  found.report("operation-id-duplicate", "/paths/~1a/get", { operationId: "a", other: "GET /b" });
  for (const name of ["A", "B", "C", "D", "E"]) {
    found.report("ref-dangling", "/paths/~1a", { ref: `#/components/schemas/${name}` });
  }
  return found.all;
}

describe("renderDiagnostics", () => {
  it("groups by code, the worst first, with places, cause and fix", () => {
    const { cause, fix } = catalog["ref-dangling"];
    const lines = renderDiagnostics(report(), createPlaceOf(document), plain);
    expect(lines.slice(0, 7)).toEqual([
      "warning A $ref points at nothing (5) [ref-dangling]",
      "  api.yaml:3:3 /paths/~1a: #/components/schemas/A does not exist",
      "  api.yaml:3:3 /paths/~1a: #/components/schemas/B does not exist",
      "  api.yaml:3:3 /paths/~1a: #/components/schemas/C does not exist",
      "  and 2 more",
      `  why: ${cause}`,
      `  fix: ${fix}`,
    ]);
    expect(lines[8]).toBe("note An operationId is used more than once [operation-id-duplicate]");
    expect(lines[9]).toContain("api.yaml:4:5 /paths/~1a/get:");
    expect(renderDiagnostics([], createPlaceOf(document), plain)).toEqual([]);
  });

  it("shows an error that comes before there is a document", () => {
    const { diagnostic: found } = unusable(
      "yaml-syntax",
      "x.yaml",
      { reason: "r", excerpt: "e" },
      { line: 2, column: 7 },
    );
    const lines = renderDiagnostics([found], createPlaceOf(), {
      ...plain,
      red: (text) => `<${text}>`,
    });
    expect(lines[0]).toBe("<error> The file is not valid YAML [yaml-syntax]");
    expect(lines[1]).toBe("  x.yaml:2:7: r: e");
  });

  it("lets nothing of a document act on the terminal", () => {
    const hostile = "\u001b]0;owned\u0007\r\n\u202Egpj.exe\u2028\u009b31m\u{E0041}";
    const found = diagnostic("ref-dangling", `${hostile}.yaml`, `/${hostile}`, { ref: hostile });
    const text = renderDiagnostics([found], createPlaceOf(), plain).join("");
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(text).toContain("\\u{1b}]0;owned\\u{7}\\u{d}\\u{a}\\u{202e}gpj.exe");
    expect(printable("x".repeat(10_000)).length).toBe(401);
  });
});

describe("diagnosticRecords", () => {
  it("says all that is known, with places", () => {
    const [first] = diagnosticRecords(report(), createPlaceOf(document));
    expect(first).toEqual({
      code: "operation-id-duplicate",
      severity: "note",
      message: "operationId a is also that of GET /b",
      file: "api.yaml",
      pointer: "/paths/~1a/get",
      line: 4,
      column: 5,
      title: catalog["operation-id-duplicate"].title,
      cause: catalog["operation-id-duplicate"].cause,
      fix: catalog["operation-id-duplicate"].fix,
    });
  });
});

describe("catalogMarkdown", () => {
  it("has every code, sorted", () => {
    const codes = Array.from(catalogMarkdown().matchAll(/^## `(.*)`$/gm), ([, code]) => code);
    expect(codes).toEqual(Object.keys(catalog).toSorted());
  });
});
