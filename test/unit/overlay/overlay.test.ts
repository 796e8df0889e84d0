import { describe, expect, it } from "vitest";
import { ConfigurationError, Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { createPlaceOf } from "../../../src/diagnostics/places.js";
import type { Document } from "../../../src/load/document.js";
import { parseDocument } from "../../../src/load/load.js";
import { applyOverlays } from "../../../src/overlay/apply.js";
import { parseOverlay } from "../../../src/overlay/overlay.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const DOCUMENT = `openapi: 3.1.0
info: { title: T, version: 1.0.0 }
paths:
  /a:
    get:
      summary: A
      tags: [one]
      parameters:
        - name: first
        - name: second
        - name: third
      deprecated: true
  /b:
    get: &shared { summary: B, tags: [two] }
    post: *shared
`;

function overlay(...actions: readonly JsonValue[]): string {
  const lines = actions.map((action) => `  ${JSON.stringify(action)}`);
  return `{"overlay": "1.0.0", "info": {"title": "O", "version": "1"}, "actions": [\n${lines.join(",\n")}\n]}`;
}

function applied(...overlays: readonly string[]): {
  readonly document: Document;
  readonly found: Diagnostics;
  readonly place: (pointer: string) => string;
} {
  const document = parseDocument("openapi.yaml", bytes(DOCUMENT));
  const found = new Diagnostics("openapi.yaml");
  const parsed = overlays.map((text, at) => parseOverlay(`o${at}.json`, bytes(text)));
  const result = applyOverlays(document, parsed, found);
  const placeOf = createPlaceOf(result);
  const place = (pointer: string): string => {
    const at = placeOf({
      ...{ code: "ref-dangling", severity: "warning", message: "", file: "openapi.yaml" },
      pointer,
    });
    return `${at?.file}:${at?.line}`;
  };
  return { document: result, found, place };
}

const get = (document: Document, path: string, method = "get"): unknown =>
  Object(Object(document.root["paths"])[path])[method];

describe("update", () => {
  it("merges objects, adds to lists and replaces the rest", () => {
    const { document, found, place } = applied(
      overlay({
        target: "$.paths['/a'].get",
        update: { summary: "New", tags: ["more"], "x-new": { deep: [1] } },
      }),
    );
    expect(get(document, "/a")).toMatchObject({
      summary: "New",
      tags: ["one", "more"],
      deprecated: true,
      "x-new": { deep: [1] },
    });
    expect(found.all).toEqual([]);
    expect(place("/paths/~1a/get/summary")).toBe("o0.json:2");
    expect(place("/paths/~1a/get/tags/1")).toBe("o0.json:2");
    expect(place("/paths/~1a/get/tags/0")).toBe("openapi.yaml:7");
    expect(place("/paths/~1a/get/x-new/deep/0")).toBe("o0.json:2");
    expect(place("/paths/~1a/get/deprecated")).toBe("openapi.yaml:12");
  });

  it("of a list appends one entry", () => {
    const { document } = applied(
      overlay({ target: "$.paths['/a'].get.parameters", update: { name: "fourth" } }),
    );
    expect(get(document, "/a")).toMatchObject({
      parameters: [{ name: "first" }, { name: "second" }, { name: "third" }, { name: "fourth" }],
    });
  });

  it("changes only what is selected, where parts are shared, and never the document given", () => {
    const before = parseDocument("openapi.yaml", bytes(DOCUMENT));
    const copy = structuredClone(before.root);
    const { document } = applied(
      overlay({ target: "$.paths['/b'].post", update: { summary: "Post" } }),
    );
    expect([get(document, "/b"), get(document, "/b", "post")]).toMatchObject([
      { summary: "B" },
      { summary: "Post" },
    ]);
    applyOverlays(
      before,
      [
        parseOverlay(
          "o.json",
          bytes(overlay({ target: "$.paths['/b'].*", update: { tags: ["x"] } })),
        ),
      ],
      new Diagnostics(""),
    );
    expect(before.root).toEqual(copy);
  });

  it("sees what earlier actions and overlays have done, in order", () => {
    const { document, place } = applied(
      overlay(
        { target: "$.paths", update: { "/c": { get: { summary: "1" } } } },
        { target: "$.paths['/c'].get", update: { summary: "2", tags: ["t"] } },
      ),
      overlay({ target: "$.paths[*][?@.summary=='2']", update: { summary: "3" } }),
    );
    expect(get(document, "/c")).toEqual({ summary: "3", tags: ["t"] });
    expect(place("/paths/~1c/get/summary")).toBe("o1.json:2");
    expect(place("/paths/~1c/get/tags")).toBe("o0.json:3");
    expect(place("/paths/~1c/get")).toBe("o0.json:2");
  });

  it("does not touch prototypes", () => {
    const { document } = applied(
      '{"overlay":"1.0.0","actions":[{"target":"$","update":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}]}',
    );
    expect("polluted" in {}).toBe(false);
    expect(Object.keys(document.root)).toContain("__proto__");
  });
});

describe("remove", () => {
  it("takes members and items away; the places of the others go with them", () => {
    const { document, place } = applied(
      overlay(
        { target: "$.paths['/a'].get.parameters[?@.name!='third']", remove: true },
        { target: "$.paths['/b']", remove: true, update: { ignored: true } },
      ),
    );
    expect(get(document, "/a")).toMatchObject({ parameters: [{ name: "third" }] });
    expect(Object.keys(Object(document.root["paths"]))).toEqual(["/a"]);
    expect(place("/paths/~1a/get/parameters/0/name")).toBe("openapi.yaml:11");
  });

  it("takes an item once, in whatever order it is selected", () => {
    const { document } = applied(
      overlay({ target: "$.paths['/a'].get.parameters[2,0,0]", remove: true }),
    );
    expect(get(document, "/a")).toMatchObject({ parameters: [{ name: "second" }] });
  });
});

describe("an action that does nothing", () => {
  it.each([
    ["$.paths['/nowhere']", { a: 1 }, "overlay-target-unmatched"],
    ["$.paths['/a'].get.summary", { a: 1 }, "overlay-target-unfit"],
    ["$.paths['/a'].get", "text", "overlay-target-unfit"],
  ])("is a warning: %s", (target, update, code) => {
    const { document, found } = applied(overlay({ target, update }));
    expect(found.all.map((each) => [each.code, each.file, each.pointer])).toEqual([
      [code, "o0.json", "/actions/0/target"],
    ]);
    const [first] = found.all;
    expect(first && createPlaceOf(document)(first)).toMatchObject({ file: "o0.json", line: 2 });
    expect(document.root).toEqual(parseDocument("openapi.yaml", bytes(DOCUMENT)).root);
  });
});

describe("an overlay that is none", () => {
  it.each([
    ["a list", "[]", [1]],
    ["no version", '{"actions": []}', [1]],
    ["another version", "overlay: 2.0.0\nactions: [{ target: $, remove: true }]", [1]],
    ["no actions", "overlay: 1.0.0\nactions: []", [2]],
    ["no target", "overlay: 1.0.0\nactions:\n  - update: {}", [3]],
    ["no JSONPath", "overlay: 1.0.0\nactions:\n  - update: {}\n    target: $.paths[", [4]],
    ["nothing to do", "overlay: 1.0.0\nactions:\n  - target: $", [3]],
    [
      "unknown keys",
      "overlay: 1.0.0\nactions:\n  - target: $\n    udpate: {}\n    remove: 1",
      [4, 5],
    ],
  ])("says where: %s", (_, text, lines) => {
    let found: unknown;
    try {
      parseOverlay("o.yaml", bytes(text));
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(ConfigurationError);
    const diagnostics = found instanceof ConfigurationError ? found.diagnostics : [];
    expect(diagnostics.map(({ line }) => line)).toEqual(lines);
  });
});

describe("the hash", () => {
  it("covers overlays and their order", () => {
    const one = overlay({ target: "$.info", update: { title: "1" } });
    const two = overlay({ target: "$.info", update: { title: "2" } });
    const hashes = [applied(), applied(one), applied(one, two), applied(two, one)];
    expect(new Set(hashes.map(({ document }) => document.sha256)).size).toBe(4);
  });
});
