import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { codemode } from "../e2e/cli-process.js";
import { CACHE, corpusFolder, unpack } from "./corpus.js";
import { installed } from "./installed.js";

// What npm, bundlers and the compilers of the last years make of a generated package.

const corpus = corpusFolder();
const LIBRARY = resolve(import.meta.dirname, "../../fixtures/library.yaml");
const FOLDER = join(CACHE, "publishable");

const COMPILERS = ["typescript@5.9.3", "typescript@6.0.3", "typescript@7.0.2"];

const CLEAN = { code: 0, text: "" };

interface Subject {
  readonly name: string;
  readonly document: () => string;
  /** A function in a consumer's module, given the package's name. */
  readonly call: string;
  readonly flags: readonly string[];
}

const SUBJECTS: readonly Subject[] = [
  {
    name: "library",
    document: () => LIBRARY,
    flags: ["--emit", "openapi-types"],
    call: `
import type { Book } from "library-codemode/schema";
import type { paths } from "library-codemode/openapi";
import { createClient } from "library-codemode";
export async function call(): Promise<Book> {
  const library = createClient({ baseUrl: "https://library.example" });
  // @ts-expect-error the argument is missing
  await library.books.get();
  return library.books.get({ book_id: "1" });
}
export type Get = paths["/books/{book_id}"]["get"];
`,
  },
  ...(corpus === undefined
    ? []
    : [
        {
          name: "github",
          document: () => unpack(corpus, "github.json"),
          flags: [],
          call: `
import type { Issue } from "github-codemode/schema";
import { createClient } from "github-codemode";
export async function call(): Promise<Issue[]> {
  const github = createClient();
  // @ts-expect-error the state is none
  await github.issues.listForRepo({ owner: "a", repo: "b", state: "ajar" });
  return github.issues.listForRepo({ owner: "a", repo: "b", state: "open" });
}
`,
        },
      ]),
];

const RESOLUTIONS = [
  { module: "NodeNext", moduleResolution: "NodeNext" },
  { module: "ESNext", moduleResolution: "Bundler" },
];

describe.each(SUBJECTS)("the package $name", ({ name, document, call, flags }) => {
  const output = join(FOLDER, name, "package");
  const consumer = join(FOLDER, name, "consumer");
  let tarball = "";

  beforeAll(async () => {
    rmSync(join(FOLDER, name), { recursive: true, force: true });
    const run = await codemode(["compile", document(), "-o", output, "--quiet", ...flags]);
    expect(run).toMatchObject({ exitCode: 0 });
    const pack = ["pack", "--json", "--pack-destination", join(FOLDER, name)];
    const [packed] = JSON.parse(execFileSync("npm", pack, { cwd: output, encoding: "utf8" }));
    tarball = join(FOLDER, name, packed.filename);
    mkdirSync(consumer, { recursive: true });
    writeFileSync(join(consumer, "package.json"), '{ "type": "module", "private": true }\n');
    const install = ["install", "--offline", "--no-audit", "--no-fund", tarball];
    execFileSync("npm", install, { cwd: consumer, stdio: "pipe" });
    writeFileSync(join(consumer, "consumer.ts"), call);
  });

  describe.each(COMPILERS)("under %s", (compiler) => {
    const tsc = join(installed(compiler), "typescript/bin/tsc");

    it("type-checks as it is written", async () => {
      expect(await ran(tsc, ["-p", output])).toEqual(CLEAN);
    });

    it.each(RESOLUTIONS)(
      "type-checks where it is installed: $moduleResolution",
      async (options) => {
        const project = join(consumer, `tsconfig.${options.moduleResolution}.json`);
        writeFileSync(project, JSON.stringify(consumerSettings(options)));
        expect(await ran(tsc, ["-p", project])).toEqual(CLEAN);
      },
    );
  });

  it("runs where it is installed", async () => {
    const script = `import { createClient } from "${name}-codemode";
      import * as schema from "${name}-codemode/schema";
      process.stdout.write(typeof createClient + " " + (Object.keys(schema.operations).length > 1));`;
    const text = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
      cwd: consumer,
      encoding: "utf8",
    });
    expect(text).toBe("function true");
  });

  it("pleases publint", async () => {
    const publint = join(installed("publint@0.3.25"), "publint/src/cli.js");
    const { code, text } = await ran(publint, ["run", output, "--strict"]);
    expect(text).toContain("All good!");
    expect(code).toBe(0);
  });

  it("pleases attw", async () => {
    const attw = installed("@arethetypeswrong/cli@0.18.5");
    const program = join(attw, "@arethetypeswrong/cli/dist/index.js");
    // The package is of ECMAScript modules alone, which Node 10's way of resolving does not know.
    const { code, text } = await ran(program, [tarball, "--profile", "esm-only"]);
    expect(code, text).toBe(0);
    expect(text).toContain("bundler: 🟢");
  });
});

function consumerSettings(resolution: (typeof RESOLUTIONS)[number]): object {
  return {
    compilerOptions: {
      ...resolution,
      target: "ES2022",
      lib: ["ES2022", "DOM"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      skipLibCheck: false,
      noEmit: true,
    },
    files: ["consumer.ts"],
  };
}

/** What a program prints, and its exit code. */
function ran(program: string, args: readonly string[]): Promise<{ code: number; text: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], { maxBuffer: 1 << 26 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      done({ code, text: (out + err).trim() });
    });
  });
}
