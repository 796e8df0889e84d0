import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as FirstClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as FirstTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { Ajv } from "ajv";
import { default as addFormats } from "ajv-formats";
import { beforeAll, describe, expect, it } from "vitest";
import { readApi } from "../../src/runtime/api/stored-api.js";
import { environmentVariables, serverTokenVariable } from "../../src/runtime/broker/variables.js";
import { OPTIONS } from "../../src/runtime/node/arguments.js";
import { bigSpec } from "../big-spec/big-spec.mjs";
import { codemode } from "../e2e/cli-process.js";
import { filesOf } from "../e2e/package-files.js";
import { CACHE, corpusFolder, unpack } from "./corpus.js";
import { installed } from "./installed.js";
import { installedNode } from "./installed-node.js";
import { installedAlone, packed, type Tarball } from "./packed.js";

// A package as somebody gets it who installs it: packed, installed where nothing else is, and started.

const corpus = corpusFolder();
const FOLDER = join(CACHE, "packed");
const IDLE_MIB = 120;
/** By then a server has made all that it makes before it is used. */
const WARM_MS = 3_000;
const NODES = ["20.19.0", 22, 24, 26];

interface Subject {
  readonly name: string;
  readonly document: () => string;
  readonly query: string;
}

const SUBJECTS: readonly Subject[] = [
  { name: "generated-3000", document: generated, query: "create an invoice" },
  ...(corpus === undefined
    ? []
    : [
        { name: "github", document: () => unpack(corpus, "github.json"), query: "list issues" },
        {
          name: "stripe",
          document: () => unpack(corpus, "stripe-2022-04.json"),
          query: "create a customer",
        },
        { name: "openai", document: () => unpack(corpus, "openai.yaml"), query: "upload a file" },
      ]),
];

describe.each(SUBJECTS)("$name, packed", ({ name, document, query }) => {
  const output = join(FOLDER, name, "package");
  let tarball: Tarball;
  let project: string;
  let own: string;
  let bin: string;

  beforeAll(async () => {
    rmSync(join(FOLDER, name), { recursive: true, force: true });
    const run = await codemode(["compile", document(), "-o", output, "--quiet"]);
    expect(run).toMatchObject({ exitCode: 0 });
    tarball = packed(output, join(FOLDER, name));
    project = installedAlone(tarball, join(FOLDER, name, "project"));
    own = join(project, "node_modules", tarball.name);
    [bin = ""] = Object.keys(JSON.parse(readFileSync(join(own, "package.json"), "utf8")).bin);
  });

  it("is all that gets installed: no dependency, no script, no native code", () => {
    const { dependencies, peerDependencies, optionalDependencies, scripts } = JSON.parse(
      readFileSync(join(own, "package.json"), "utf8"),
    );
    expect([dependencies, peerDependencies, optionalDependencies, scripts]).toEqual(
      Array(4).fill(undefined),
    );
    const others = readdirSync(join(project, "node_modules")).filter((at) => !at.startsWith("."));
    expect(others).toEqual([tarball.name]);
    const native = /\.(node|gyp|so|dylib|dll|exe|sh)$/;
    expect(filesOf(own).filter((file) => native.test(file))).toEqual([]);
    process.stdout.write(`${name}: ${mebibytes(tarball.size)} MiB packed\n`);
  });

  it("answers through npx, to clients of both generations of the SDK", async () => {
    const server = { command: "npx", args: ["--no-install", bin], cwd: project };
    const client = new Client(
      { name: "packed", version: "1.0.0" },
      { versionNegotiation: { mode: { pin: "2026-07-28" } } },
    );
    await client.connect(new StdioClientTransport({ ...server, stderr: "inherit" }));
    await answers(client, query);
    await client.close();
    const first = new FirstClient({ name: "packed", version: "1.0.0" });
    await first.connect(new FirstTransport({ ...server, stderr: "inherit" }));
    await answers(first, query);
    await first.close();
  });

  it.each(NODES)("answers under Node %s", async (version) => {
    const { client } = await started(own, installedNode(version));
    await answers(client, query);
    await client.close();
  });

  it(`is at most ${IDLE_MIB} MiB when it idles`, async () => {
    const begin = performance.now();
    const { client, pid } = await started(own, process.execPath);
    await client.listTools();
    const start = performance.now() - begin;
    await new Promise((resolve) => setTimeout(resolve, WARM_MS));
    const idle = residentMebibytes(pid);
    await client.close();
    process.stdout.write(`${name}: tools listed in ${start.toFixed()} ms, idle ${idle} MiB\n`);
    if (idle !== undefined) expect(idle).toBeLessThanOrEqual(IDLE_MIB);
  });

  it("says in --help every option and every variable", () => {
    const help = run(own, "--help");
    const api = readApi(readFileSync(join(own, "api.json"), "utf8"));
    const variables = environmentVariables(api).map((variable) => variable.name);
    const flags = OPTIONS.map(({ flag }) => flag);
    for (const text of [...flags, ...variables, serverTokenVariable(api)])
      expect(help).toContain(`\n  ${text}  `);
  });

  it("says in --version what it is made of", () => {
    const [version, ...lines] = run(own, "--version").trimEnd().split("\n");
    expect(version).toBe(tarball.version);
    expect(lines).toEqual([
      expect.stringMatching(/^checked: /),
      expect.stringMatching(/^compiler: codemode \d+\.\d+\.\d+/),
      expect.stringMatching(/^sandbox: QuickJS-NG \d+\.\d+\.\d+ \(quickjs-wasi \d+\.\d+\.\d+\)$/),
      expect.stringMatching(/^protocol: MCP 2026-07-28, 2025-11-25, .* \(SDK 2\.\d+\.\d+\)$/),
    ]);
  });

  it("has a bill of materials that CycloneDX's own schema takes", () => {
    const bill = JSON.parse(readFileSync(join(own, "sbom.cdx.json"), "utf8"));
    const validate = billSchema();
    expect(validate(bill), JSON.stringify(validate.errors)).toBe(true);
    expect(bill.metadata.component).toMatchObject({
      name: tarball.name,
      version: tarball.version,
      purl: `pkg:npm/${tarball.name}@${tarball.version}`,
    });
    expect(bill.components.map(({ purl }: { purl?: string }) => purl)).toEqual(
      expect.arrayContaining(noticedPackages(own)),
    );
  });
});

interface Answering {
  listTools(): Promise<{ readonly tools: readonly { readonly name: string }[] }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<object>;
}

/** Lists the tools and calls both. */
async function answers(client: Answering, query: string): Promise<void> {
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name)).toEqual(["search", "execute"]);
  const found = await client.callTool({ name: "search", arguments: { query } });
  expect(JSON.stringify(found)).toContain("Promise<");
  const code = `const found: unknown = await search(${JSON.stringify(query)});
    return JSON.stringify(found).length > 200 ? "found" : "nothing";`;
  const ran = await client.callTool({ name: "execute", arguments: { code } });
  expect(JSON.stringify(ran)).toContain("found");
}

async function started(folder: string, node: string) {
  const transport = new StdioClientTransport({
    command: node,
    args: [join(folder, "server.js")],
    stderr: "inherit",
  });
  const client = new Client({ name: "packed", version: "1.0.0" });
  await client.connect(transport);
  return { client, pid: transport.pid };
}

/** What a server prints. */
function run(folder: string, flag: string): string {
  return execFileSync(process.execPath, [join(folder, "server.js"), flag], { encoding: "utf8" });
}

/** `undefined` where the system does not tell. */
function residentMebibytes(pid: number | null): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8")) ?? [];
  return Math.round(Number(kibibytes) / 1024);
}

function billSchema() {
  const library = installed("@cyclonedx/cyclonedx-library@10.3.0");
  const folder = join(library, "@cyclonedx/cyclonedx-library/res/schema");
  const schema = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  // Not among the formats of JSON Schema draft 7 that the package has.
  for (const format of ["iri-reference", "idn-email"]) ajv.addFormat(format, true);
  const bill = schema("bom-1.6.SNAPSHOT.schema.json");
  for (const name of ["spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json"])
    ajv.addSchema({ ...schema(name), $id: new URL(name, bill.$id).href });
  return ajv.compile(bill);
}

/** The packages whose licences the package has, as package URLs. */
function noticedPackages(folder: string): string[] {
  const notices = readFileSync(join(folder, "THIRD-PARTY-NOTICES"), "utf8");
  const headings = notices.matchAll(/^-{80}\n\n(\S+) (\d\S*) \(.*\)$/gm);
  const urls = [...headings].map(
    ([, name = "", version]) => `pkg:npm/${name.replace("@", "%40")}@${version}`,
  );
  expect(urls.length).toBeGreaterThan(10);
  return urls;
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

function generated(): string {
  const folder = join(CACHE, "documents");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "generated-3000.json");
  writeFileSync(file, JSON.stringify(bigSpec(3000)));
  return file;
}
