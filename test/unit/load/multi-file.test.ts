import { symlink } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { configOf } from "../../../src/config/load-config.js";
import { lower } from "../../../src/ir/lower.js";
import { normalise } from "../../../src/normalise/normalise.js";
import { lookUp } from "../../../src/normalise/reference.js";
import { folderOf, type Loaded, loadFrom } from "./files.js";

const HEAD = "openapi: 3.1.0\ninfo: { title: T, version: 1.0.0 }\n";

/** An entry whose operation `GET /{name}` answers with each of the schemas. */
function entry(...refs: readonly string[]): string {
  const paths = refs.map(
    (ref, at) =>
      `  /p${at}:\n    get:\n      responses:\n        "200":\n          description: ok\n          content: { application/json: { schema: { $ref: ${JSON.stringify(ref)} } } }\n`,
  );
  return `${HEAD}paths:\n${paths.join("")}`;
}

/** What a path's answer refers to in the end. */
function answer({ document: { root } }: Loaded, path = "/p0"): unknown {
  const pointer = `#/paths/~1${path.slice(1)}/get/responses/200/content/application~1json/schema`;
  let value = lookUp(root, pointer, "")?.value;
  for (let steps = 0; steps < 20; steps += 1) {
    if (typeof value !== "object" || value === null || !("$ref" in value)) return value;
    value = lookUp(root, String(value["$ref"]), "")?.value;
  }
  return "a circle";
}

/** Type name → its properties. */
function types({ document, diagnostics }: Loaded): { readonly [name: string]: readonly string[] } {
  const api = lower(normalise(document, diagnostics), configOf({}, {}), diagnostics);
  return Object.fromEntries(
    api.types.map(({ name, type }) => [
      name,
      type.kind === "object" ? type.properties.map((property) => property.name) : [type.kind],
    ]),
  );
}

describe("references to other files", () => {
  it("are relative to the file that holds them, whole or by pointer, in JSON and YAML", async () => {
    const folder = await folderOf({
      "openapi.yaml": entry("schemas/user.json", "schemas/more.yml#/defs/a~1b"),
      "schemas/user.json": '{"type":"object","properties":{"pet":{"$ref":"../pets/pet.yml"}}}',
      "pets/pet.yml": "type: object\nproperties: { name: { $ref: 'text.yml#/short' } }",
      "pets/text.yml": "short: { type: string }",
      "schemas/more.yml":
        "defs: { a/b: { type: object, properties: { up: { $ref: '#/other' } } } }\nother: { type: integer }",
    });
    const loaded = await loadFrom(folder);
    expect(answer(loaded, "/p1")).toMatchObject({ type: "object" });
    expect(types(loaded)).toEqual({
      User: ["pet"],
      Pet: ["name"],
      Short: ["string"],
      AB: ["up"],
      Other: ["integer"],
    });
    expect(loaded.found()).toEqual([]);
  });

  it("go back to the entry, and in circles through files", async () => {
    const folder = await folderOf({
      "openapi.yaml": `${entry("a.yml")}components:\n  schemas:\n    Local: { type: object, properties: { a: { $ref: 'a.yml' } } }\n`,
      "a.yml": "type: object\nproperties: { b: { $ref: 'b.yml' }, self: { $ref: '#' } }",
      "b.yml":
        "type: object\nproperties: { a: { $ref: 'a.yml#' }, l: { $ref: 'openapi.yaml#/components/schemas/Local' } }",
    });
    const loaded = await loadFrom(folder);
    expect(types(loaded)).toEqual({ A: ["b", "self"], B: ["a", "l"], Local: ["a"] });
    expect(loaded.document.sources).toHaveLength(3);
    expect(loaded.found()).toEqual([]);
  });

  it("name one file, however they spell it", async () => {
    const spellings = ["a b.yml", "./a%20b.yml", "x/../a b.yml", "a b.yml#", "./y/../a%20%62.yml"];
    const folder = await folderOf({
      "openapi.yaml": entry(...spellings),
      "a b.yml": "type: object\nproperties: { x: { type: string } }",
      "x/keep": "",
    });
    const loaded = await loadFrom(folder);
    expect(loaded.document.sources).toHaveLength(2);
    expect(types(loaded)).toEqual({ AB: ["x"] });
  });

  it("may name an anchor", async () => {
    const folder = await folderOf({
      "openapi.yaml": entry("defs.yml#person"),
      "defs.yml":
        "$defs:\n  Human: { $anchor: person, type: object, properties: { age: { type: integer } } }",
    });
    expect(types(await loadFrom(folder))).toEqual({ Human: ["age"] });
  });

  it("may stand in a discriminator's mapping", async () => {
    const folder = await folderOf({
      "openapi.yaml": entry("pet.yml"),
      "pet.yml":
        "oneOf: [{ $ref: cat.yml }, { $ref: dog.yml }]\ndiscriminator: { propertyName: kind, mapping: { c: cat.yml, d: './dog.yml' } }",
      "cat.yml": "type: object\nrequired: [kind]\nproperties: { kind: { type: string } }",
      "dog.yml": "type: object\nrequired: [kind]\nproperties: { kind: { type: string } }",
    });
    const { document } = await loadFrom(folder);
    const pet = lookUp(document.root, "#/x-codemode-files/pet.yml", "")?.value;
    expect(pet).toMatchObject({
      discriminator: {
        mapping: { c: "#/x-codemode-files/cat.yml", d: "#/x-codemode-files/dog.yml" },
      },
    });
  });

  it("do not count in examples, defaults and extensions", async () => {
    const folder = await folderOf({
      "openapi.yaml": `${entry("a.yml")}x-code: { $ref: missing.yml }\n`,
      "a.yml":
        "type: object\nexample: { $ref: gone.yml }\ndefault: { $ref: gone.yml }\nx-y: [{ $ref: gone.yml }]\nproperties: { $ref: { type: string } }",
    });
    const loaded = await loadFrom(folder);
    expect(loaded.found()).toEqual([]);
    expect(types(loaded)).toEqual({ A: ["$ref"] });
  });

  it("count in extensions and data that a reference leads to", async () => {
    const folder = await folderOf({
      "openapi.yaml": `${entry("#/x-types/A", "b.yml#/x-b/1")}x-types: { A: { type: object, properties: { c: { $ref: c.yml } } } }\n`,
      "b.yml":
        "x-b: [1, { type: object, properties: { back: { $ref: 'openapi.yaml#/x-types/A' } } }]",
      "c.yml": "type: object\nproperties: { d: { type: string } }",
    });
    const loaded = await loadFrom(folder);
    expect(loaded.found()).toEqual([]);
    expect(Object.values(types(loaded))).toEqual(expect.arrayContaining([["c"], ["back"], ["d"]]));
  });
});

describe("names of types", () => {
  it("are a component's where it is nothing but a reference to the file", async () => {
    const folder = await folderOf({
      "openapi.yaml": `${entry("schemas/account.yml")}components:\n  schemas:\n    User: { $ref: schemas/account.yml }\n    Twin: { $ref: schemas/account.yml }\n`,
      "schemas/account.yml": "type: object\nproperties: { boss: { $ref: account.yml } }",
    });
    const loaded = await loadFrom(folder);
    expect(types(loaded)).toEqual({ User: ["boss"] });
    expect(loaded.document.root).not.toHaveProperty([
      "x-codemode-files",
      "schemas/account.yml",
      "$ref",
    ]);
  });

  it("take the nearest telling folder where two files are called alike", async () => {
    const folder = await folderOf({
      "openapi.yaml": entry("apps/models/region.yml", "regions/models/region.yml", "b/index.yml"),
      "apps/models/region.yml": "type: object\nproperties: { a: { type: string } }",
      "regions/models/region.yml": "type: object\nproperties: { b: { type: string } }",
      "b/index.yml": "type: object\nproperties: { c: { type: string } }",
    });
    expect(types(await loadFrom(folder))).toEqual({ AppsRegion: ["a"], Region: ["b"], B: ["c"] });
  });

  it("differ for what is sent and what comes back", async () => {
    const folder = await folderOf({
      "openapi.yaml": `${HEAD}paths:\n  /a:\n    put:\n      requestBody: { content: { application/json: { schema: { $ref: thing.yml } } } }\n      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: thing.yml } } } } }\n`,
      "thing.yml":
        "type: object\nproperties: { id: { type: string, readOnly: true }, name: { type: string } }",
    });
    expect(types(await loadFrom(folder))).toEqual({ Thing: ["id", "name"], ThingInput: ["name"] });
  });
});

describe("references where OpenAPI wants none", () => {
  it("are followed all the same: operations, maps, sections, texts and lists", async () => {
    const folder = await folderOf({
      "openapi.yaml": `${HEAD}tags: [{ name: t, description: { $ref: texts.yml#/tag } }]\npaths: { $ref: paths/index.yml }\ncomponents: { $ref: components.yml }\n`,
      "texts.yml": "tag: All of it",
      "paths/index.yml": "/a: { $ref: a.yml }\n/b: { get: { $ref: b.yml } }",
      "paths/a.yml":
        "get: { parameters: { $ref: parameters.yml }, responses: { default: { $ref: '../openapi.yaml#/components/responses/R' } } }",
      "paths/parameters.yml": "- { name: q, in: query, schema: { type: string } }",
      "paths/b.yml": "operationId: getB\nresponses: { $ref: responses.yml }",
      "paths/responses.yml":
        "'200': { description: ok, content: { application/json: { schema: { $ref: '../components.yml#/schemas/S' } } } }",
      "components.yml": "schemas: { $ref: schemas.yml }\nresponses: { R: { description: r } }",
      "schemas.yml": "S: { $ref: s.yml }",
      "s.yml": "type: object\nproperties: { x: { type: string } }",
    });
    const loaded = await loadFrom(folder);
    expect(loaded.document.root["tags"]).toEqual([{ name: "t", description: "All of it" }]);
    expect(types(loaded)).toEqual({ S: ["x"] });
    const { operations } = normalise(loaded.document, loaded.diagnostics);
    expect(operations.map(({ path, parameters }) => [path, parameters.length])).toEqual([
      ["/a", 1],
      ["/b", 0],
    ]);
    expect(loaded.document.root).not.toHaveProperty("x-codemode-files");
    expect(loaded.document.origin("/paths/~1a/get/parameters/0/name")).toMatchObject({
      source: { file: join(folder, "paths/parameters.yml") },
      pointer: "/0/name",
    });
  });

  it("keep what stands beside them", async () => {
    const folder = await folderOf({
      "openapi.yaml": `${HEAD}paths: { /a: { get: { $ref: a.yml, summary: Mine } } }\n`,
      "a.yml": "summary: Theirs\ndescription: Long\nresponses: {}",
    });
    const { document } = await loadFrom(folder);
    expect(document.root["paths"]).toEqual({
      "/a": { get: { summary: "Mine", description: "Long", responses: {} } },
    });
    const file = (key: string): string => document.origin(`/paths/~1a/get/${key}`).source.file;
    expect([file("summary"), file("description")]).toEqual([
      join(folder, "openapi.yaml"),
      join(folder, "a.yml"),
    ]);
  });

  it("cannot contain themselves", async () => {
    const folder = await folderOf({
      "openapi.yaml": entry("a.yml"),
      "a.yml": "type: object\nproperties: { $ref: 'b.yml' }",
      "b.yml":
        "x: { type: object, properties: { $ref: 'a.yml#/properties' } }\ny: { type: string, properties: { $ref: 'b.yml' } }",
    });
    const loaded = await loadFrom(folder);
    expect(loaded.found()).toContain("reference-contains-itself b.yml:2");
    expect(() => JSON.stringify(loaded.document.root)).not.toThrow();
  });

  it("cannot multiply", async () => {
    const level = (at: number): string =>
      ["a", "b", "c", "d"]
        .map((key) => `${key}: { properties: { $ref: l${at + 1}.yml } }\n`)
        .join("");
    const levels = Array.from({ length: 30 }, (_, at): [string, string] => [
      `l${at}.yml`,
      level(at),
    ]);
    const folder = await folderOf({
      "openapi.yaml": `${HEAD}paths: {}\ncomponents: { schemas: { A: { properties: { $ref: l0.yml } } } }\n`,
      ...Object.fromEntries(levels),
      "l30.yml": "x: { type: string }",
    });
    await expect(loadFrom(folder)).rejects.toMatchObject({
      diagnostic: { code: "values-too-many" },
    });
  });
});

describe("files that are lost", () => {
  it("cost only what refers to them, and are told with their place", async () => {
    const folder = await folderOf({
      "openapi.yaml": entry("gone.yml", "broken.yml", "Ok.yml", "good.yml"),
      "broken.yml": "a: b\n  c: [",
      "ok.yml": "type: string",
      "good.yml":
        "type: object\nproperties: { missing: { $ref: 'deep/gone.yml#/x' }, n: { $ref: '#/nothing' } }",
    });
    const loaded = await loadFrom(folder);
    expect(answer(loaded, "/p3")).toMatchObject({ type: "object" });
    expect(loaded.found()).toEqual([
      "reference-file-unusable openapi.yaml:9",
      "reference-file-unusable broken.yml:2",
      "reference-file-unusable openapi.yaml:21",
      "reference-file-unusable good.yml:2",
    ]);
    expect(loaded.diagnostics.all[2]?.message).toContain("there is `ok.yml`");
    expect(types(loaded)).toEqual({ Good: ["missing", "n"] });
    const dangling = loaded.found().filter((line) => line.startsWith("ref-dangling"));
    expect(dangling).toEqual([
      "ref-dangling openapi.yaml:9",
      "ref-dangling openapi.yaml:15",
      "ref-dangling openapi.yaml:21",
      "ref-dangling good.yml:2",
      "ref-dangling good.yml:2",
    ]);
  });

  it("tell what is odd about them in their own lines", async () => {
    const folder = await folderOf({
      "openapi.yaml": entry("a.json"),
      "a.json": '{\n  "type": "object",\n  "type": "nonsense"\n}',
    });
    const loaded = await loadFrom(folder);
    types(loaded);
    expect(loaded.found()).toEqual(["key-duplicate a.json:3", "schema-type-unknown a.json:1"]);
  });
});

describe("the entry's folder", () => {
  it("is left only when that is allowed, also by links", async () => {
    const folder = await folderOf({
      "api/openapi.yaml": entry("../secret.yml", "link.yml", "inner/back.yml", "dir/secret.yml"),
      "api/real.yml": "type: object\nproperties: { fine: { type: string } }",
      "secret.yml": "type: object\nproperties: { s: { type: string } }",
    });
    await symlink(join(folder, "secret.yml"), join(folder, "api/link.yml"));
    await symlink(join(folder, "api"), join(folder, "api/inner"));
    await symlink(join(folder, "api/real.yml"), join(folder, "api/back.yml"));
    await symlink(folder, join(folder, "api/dir"));
    const refused = await loadFrom(folder, "api/openapi.yaml");
    expect(refused.found()).toEqual([
      "reference-outside api/openapi.yaml:9",
      "reference-outside api/openapi.yaml:15",
      "reference-outside api/openapi.yaml:27",
    ]);
    expect(types(refused)).toEqual({ Real: ["fine"] });
    const allowed = await loadFrom(folder, "api/openapi.yaml", { externalReferences: "allow" });
    expect(allowed.found()).toEqual([]);
    expect(types(allowed)).toEqual({ Real: ["fine"], Secret: ["s"] });
  });

  it.each(["refuse", "allow"] as const)("is never left for the network (%s)", async (external) => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const folder = await folderOf({ "openapi.yaml": entry(`http://127.0.0.1:${port}/a.json`) });
    const loaded = await loadFrom(folder, "openapi.yaml", { externalReferences: external });
    server.close();
    expect(asked).toBe(0);
    expect(loaded.found()).toEqual(["reference-not-fetched openapi.yaml:9"]);
  });
});

describe("the hash", () => {
  it("is that of all files that count, and of no other", async () => {
    const files = {
      "openapi.yaml": entry("a.yml", "b.yml"),
      "a.yml": "type: string",
      "b.yml": "type: integer",
    };
    const hash = async (changed: { readonly [path: string]: string }): Promise<string> =>
      (await loadFrom(await folderOf({ ...files, ...changed }))).document.sha256;
    const first = await hash({});
    expect(await hash({ "c.yml": "type: string" })).toBe(first);
    expect(await hash({ "b.yml": "type: number" })).not.toBe(first);
    expect(await hash({ "a.yml": "type: integer", "b.yml": "type: string" })).not.toBe(first);
  });
});

describe("hostile files", () => {
  it("do not touch prototypes", async () => {
    const folder = await folderOf({
      "openapi.yaml": `${HEAD}paths: { __proto__: { $ref: p.yml }, /a: { get: { $ref: p.yml } } }\ncomponents: { schemas: { __proto__: { $ref: p.yml } } }\n`,
      "p.yml": "polluted: { __proto__: { polluted: true } }",
    });
    const { document } = await loadFrom(folder);
    expect("polluted" in {}).toBe(false);
    expect(Object.keys(document.root["paths"] ?? {})).toEqual(["__proto__", "/a"]);
    expect(Object.getPrototypeOf(document.root["paths"])).toBe(Object.prototype);
  });

  it.each([
    "a\u0000.yml",
    "%00.yml",
    "%ff%ff",
    "//////",
    "file:///%00",
    "http://[",
    "?x",
    "a.yml#%zz",
  ])("name nonsense without harm: %j", async (reference) => {
    const folder = await folderOf({ "openapi.yaml": entry(reference), "a.yml": "type: string" });
    await expect(loadFrom(folder)).resolves.toBeDefined();
  });
});
