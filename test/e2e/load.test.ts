import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { codemodeHere } from "./cli-here.js";
import { codemode } from "./cli-process.js";

const BIN = join(import.meta.dirname, "../../bin/codemode.js");

let folder: string;
let server: Server;
let other: Server;
let asked: string[] = [];

const PETS = (ref: string): string => `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
security: [{}]
paths:
  /pets:
    get:
      operationId: pets/list
      tags: [pets]
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { $ref: "${ref}" } } }
`;
const PET = "type: object\nproperties: { name: { type: string } }\n";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "codemode-load-"));
  server = await listening((path) => ANSWERS.get(path) ?? nothing);
  other = await listening(() => says(PET));
});

afterAll(async () => {
  server.close();
  other.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  asked = [];
});

async function listening(answerTo: (path: string) => Answer): Promise<Server> {
  const created = createServer((request, response) => {
    asked.push(request.url ?? "");
    answerTo(request.url ?? "")(response);
  });
  await new Promise<void>((resolve) => created.listen(0, "127.0.0.1", resolve));
  return created;
}

function urlOf(of: Server, path: string): string {
  const { port } = of.address() as AddressInfo;
  return `http://127.0.0.1:${port}${path}`;
}

type Answer = (response: ServerResponse) => void;

const says =
  (text: string): Answer =>
  (response) => {
    response.end(text);
  };

const leadsTo =
  (url: () => string): Answer =>
  (response) => {
    response.writeHead(302, { location: url() }).end();
  };

const ANSWERS: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ["/v1/openapi.yaml", says(PETS("schemas/pet.yaml"))],
  ["/v1/foreign.yaml", (response) => response.end(PETS(urlOf(other, "/pet.yaml")))],
  ["/v1/sneaky.yaml", says(PETS("schemas/elsewhere.yaml"))],
  ["/v1/schemas/pet.yaml", says(PET)],
  ["/v1/schemas/elsewhere.yaml", leadsTo(() => urlOf(other, "/pet.yaml"))],
  ["/latest", leadsTo(() => "/v1/openapi.yaml")],
  ["/round", leadsTo(() => "/round")],
  ["/file", leadsTo(() => "file:///etc/passwd")],
  ["/huge", (response) => response.writeHead(200, { "content-length": 2 ** 40 }).write("openapi")],
  [
    "/cut",
    (response) => {
      response.writeHead(200, { "content-length": 100 }).write("openapi");
      response.destroy();
    },
  ],
  ["/html", says("<!doctype html><title>Sign in</title>")],
]);

const nothing: Answer = (response) => {
  response.writeHead(404).end("openapi: 3.1.0");
};

/** Compiles into a fresh folder. */
async function compile(spec: string, ...flags: readonly string[]) {
  const output = await mkdtemp(join(folder, "out-"));
  await rm(output, { recursive: true });
  const run = await codemodeHere(["compile", spec, "-o", output, "--json", ...flags], {
    cwd: folder,
  });
  const report: {
    readonly diagnostics: readonly {
      readonly code: string;
      readonly file: string;
      readonly line?: number;
      readonly message: string;
    }[];
  } = JSON.parse(run.stdout);
  return { ...run, output, codes: report.diagnostics.map(({ code }) => code), report };
}

async function write(files: { readonly [path: string]: string }): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const petModel = (output: string): Promise<string> =>
  readFile(join(output, "schema/models/p.ts"), "utf8");

describe("a document on the web", () => {
  it("is fetched with what it refers to on its own origin, after redirects", async () => {
    const { exitCode, output, codes } = await compile(urlOf(server, "/latest"));
    expect([exitCode, codes]).toEqual([0, ["server-from-document", "registry-entry-missing"]]);
    expect(asked).toEqual(["/latest", "/v1/openapi.yaml", "/v1/schemas/pet.yaml"]);
    expect(await petModel(output)).toContain("export interface Pet {");
  });

  it("gives the same package, of which nothing is asked twice, with --check", async () => {
    const { output } = await compile(urlOf(server, "/v1/openapi.yaml"));
    asked = [];
    const run = await codemode([
      "compile",
      urlOf(server, "/v1/openapi.yaml"),
      "-o",
      output,
      "--check",
    ]);
    expect(run.exitCode).toBe(0);
    expect(asked).toEqual(["/v1/openapi.yaml", "/v1/schemas/pet.yaml"]);
  });

  it.each(["/v1/foreign.yaml", "/v1/sneaky.yaml"])(
    "leads to another origin only when that is allowed: %s",
    async (path) => {
      const refused = await compile(urlOf(server, path));
      expect([refused.exitCode, refused.codes]).toEqual([
        0,
        ["reference-outside", "server-from-document", "ref-dangling", "registry-entry-missing"],
      ]);
      expect(asked).not.toContain("/pet.yaml");
      expect(refused.report.diagnostics[0]).toMatchObject({ file: urlOf(server, path), line: 12 });
      const allowed = await compile(urlOf(server, path), "--allow-external-refs");
      const codes = ["server-from-document", "registry-entry-missing"];
      expect([allowed.exitCode, allowed.codes]).toEqual([0, codes]);
    },
  );

  it.each([
    ["/nothing", "the server answered 404"],
    ["/round", "redirected more than 5 times"],
    ["/file", "no http or https URL"],
    ["/huge", "more than 256 MiB"],
    ["/cut", "the URL cannot be read"],
    ["/html", "it is HTML or XML"],
  ])("that cannot be used is told in words: %s", async (path, words) => {
    const { exitCode, stderr } = await compile(urlOf(server, path));
    expect(exitCode).toBe(3);
    expect(stderr).toContain(words);
  });

  it("is not asked for with a password, nor is that shown", async () => {
    const url = urlOf(server, "/v1/openapi.yaml").replace("//", "//me:secret@");
    const { exitCode, stdout, stderr } = await compile(url);
    expect(exitCode).toBe(3);
    expect(stdout + stderr).not.toContain("secret");
    expect(asked).toEqual([]);
  });

  it("that nobody serves is told in words", async () => {
    const { exitCode, stderr } = await compile("http://127.0.0.1:9/openapi.yaml");
    expect([exitCode, /cannot be read/.test(stderr)]).toEqual([3, true]);
  });
});

describe("a document on standard input", () => {
  it("refers to files of the working directory", async () => {
    await write({ "schemas/pet.yaml": PET });
    const output = join(folder, "from-input");
    const exitCode = await new Promise((resolve) => {
      const child = spawn(process.execPath, [BIN, "compile", "-", "-o", output], { cwd: folder });
      child.on("close", resolve);
      child.stdin.end(PETS("schemas/pet.yaml"));
    });
    expect(exitCode).toBe(0);
    expect(await petModel(output)).toContain("export interface Pet {");
  });
});

describe("a document of many files", () => {
  it("is stale as soon as one of them says something else", async () => {
    await write({ "api/openapi.yaml": PETS("pet.yaml"), "api/pet.yaml": PET });
    const { output } = await compile("api/openapi.yaml");
    const check = (): Promise<{ readonly exitCode: number }> =>
      codemodeHere(["compile", "api/openapi.yaml", "-o", output, "--check"], { cwd: folder });
    expect((await check()).exitCode).toBe(0);
    await write({ "api/pet.yaml": PET.replace("string", "integer") });
    expect((await check()).exitCode).toBe(1);
  });

  it("gives the same bytes from wherever it is named", async () => {
    await write({ "same/openapi.yaml": PETS("pet.yaml"), "same/pet.yaml": PET });
    const { output } = await compile("same/openapi.yaml");
    const absolute = join(folder, "same/openapi.yaml");
    const run = await codemodeHere(["compile", absolute, "-o", output, "--check"], {
      cwd: tmpdir(),
    });
    expect(run.exitCode).toBe(0);
    expect(await readFile(join(output, "api.json"), "utf8")).not.toContain(folder);
  });
});

describe("overlays", () => {
  const ADD = (title: string): string =>
    `overlay: 1.0.0\ninfo: { title: O, version: 1 }\nactions:\n  - target: $.paths['/pets'].get\n    update:\n      summary: ${title}\n      parameters: [{ in: query }]\n`;

  it("of the configuration are applied before those of the flags, and have places of their own", async () => {
    await write({
      "over/openapi.yaml": PETS("pet.yaml"),
      "over/pet.yaml": PET,
      "over/codemode.config.json": '{ "overlays": ["one.yaml"] }',
      "over/one.yaml": ADD("One"),
      "two.yaml": ADD("Two"),
    });
    const { exitCode, output, report } = await compile(
      "over/openapi.yaml",
      "--overlay",
      "two.yaml",
    );
    expect(exitCode).toBe(0);
    expect(await readFile(join(output, "schema/pets.ts"), "utf8")).toContain("Two");
    expect(report.diagnostics.map(({ code, file, line }) => [code, file, line])).toEqual([
      ["parameter-unreadable", "over/one.yaml", 7],
      ["parameter-unreadable", "two.yaml", 7],
      ["registry-entry-missing", "over/openapi.yaml", 1],
    ]);
  });

  it("that are none exit 2 with the place", async () => {
    await write({
      "o/openapi.yaml": PETS("#/x"),
      "o/bad.yaml": "overlay: 1.0.0\nactions:\n  - target: pets\n    remove: true\n",
    });
    const { exitCode, stderr } = await compile("o/openapi.yaml", "--overlay", "o/bad.yaml");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("o/bad.yaml:3:5");
    expect((await compile("o/openapi.yaml", "--overlay", "o/none.yaml")).exitCode).toBe(2);
  });

  it("reach the other commands", async () => {
    await write({
      "i/openapi.yaml": PETS("pet.yaml"),
      "i/pet.yaml": PET,
      "i/o.yaml": ADD("From the overlay"),
    });
    const run = await codemodeHere(
      ["inspect", "i/openapi.yaml", "GET /pets", "--json", "--overlay", "i/o.yaml"],
      { cwd: folder },
    );
    expect(JSON.parse(run.stdout)).toMatchObject({ summary: "From the overlay" });
  });
});
