import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codemode } from "../e2e/cli-process.js";
import { filesOf } from "../e2e/package-files.js";
import { registryFaults } from "../unit/registry/server-rules.js";
import { corpusFolder, unpack } from "./corpus.js";
import { installed } from "./installed.js";
import { openProgram, type ServerProgram } from "./server-session.js";

// What registries, desktop clients, websites and Docker make of a generated package, as far as that can be seen without them.

const corpus = corpusFolder();
const LIBRARY = resolve(import.meta.dirname, "../../fixtures/library.yaml");
const NOBODY = 65_534;
const TOKEN = "a-token-of-callers";
/** What gives up the rights of root, where the tests have them. */
const ASSUMED: readonly string[] =
  process.getuid?.() === 0
    ? ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--no-new-privs"]
    : [];

const SUBJECTS = [
  { name: "library", document: () => LIBRARY },
  ...(corpus === undefined
    ? []
    : ["github.json", "stripe-2022-04.json", "openai.yaml", "discord.json"].map((file) => ({
        name: file.replace(/[-.].*$/, ""),
        document: () => unpack(corpus, file),
      }))),
];

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), "codemode-registries-"));
  // Others than its owner run what is in it.
  chmodSync(base, 0o755);
});
afterAll(() => {
  execFileSync("chmod", ["-R", "u+w", base]);
  rmSync(base, { recursive: true, force: true });
});

describe.each(SUBJECTS)("the package $name", ({ name, document }) => {
  let output: string;
  const text = (file: string) => readFileSync(join(output, file), "utf8");
  const json = (file: string) => JSON.parse(text(file));

  beforeAll(async () => {
    output = join(base, name, "package");
    const settings = join(base, `${name}.json`);
    const repository = `https://github.com/acme/${name}`;
    writeFileSync(settings, JSON.stringify({ package: { repository } }));
    const flags = ["--name", name, "--config", settings, "--quiet"];
    const run = await codemode(["compile", document(), "-o", output, ...flags]);
    expect(run).toMatchObject({ exitCode: 0 });
  });

  it("has one name and one version everywhere", () => {
    const { name: identifier, version, mcpName } = json("package.json");
    expect(registryFaults(text("server.json"))).toEqual([]);
    expect(json("server.json")).toMatchObject({
      name: mcpName,
      version,
      packages: [{ identifier, version }],
    });
    expect(json("manifest.json").version).toBe(version);
    expect(text("Dockerfile")).toContain(`server.name="${mcpName}"`);
  });

  it("is a bundle that a desktop client installs and starts", async () => {
    const modules = installed("@anthropic-ai/mcpb@2.1.2");
    const mcpb = join(modules, "@anthropic-ai/mcpb");
    const cli = join(mcpb, "dist/cli/cli.js");
    const valid = execFileSync(process.execPath, [cli, "validate", join(output, "manifest.json")]);
    expect(valid.toString()).toContain("validation passes");
    const file = join(base, name, "bundle.mcpb");
    execFileSync(process.execPath, [cli, "pack", output, file]);
    const bundle = join(base, name, "bundle");
    unzip(file, bundle);
    const files = filesOf(bundle);
    expect(files).not.toContainEqual(
      expect.stringMatching(/^(?:schema|skills|dist|worker)|\.d\.ts$/),
    );
    const { getMcpConfigForManifest } = await import(
      pathToFileURL(join(mcpb, "dist/shared/config.js")).href
    );
    const manifest = json("manifest.json");
    const needed = Object.entries<{ required: boolean }>(manifest.user_config);
    const program: ServerProgram = await getMcpConfigForManifest({
      manifest,
      extensionPath: bundle,
      systemDirs: {},
      userConfig: Object.fromEntries(
        needed.flatMap(([setting, { required }]) => (required ? [[setting, "a-value"]] : [])),
      ),
      pathSeparator: "/",
    });
    expect(JSON.stringify(program)).not.toContain("user_config");
    await expectToWork(program);
  });

  it("lists skills whose digests are those of the files", () => {
    const folder = join(output, ".well-known/agent-skills");
    const { skills } = JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
    const documents = filesOf(join(output, "skills")).filter((file) =>
      /^[^/]+\/SKILL\.md$/.test(file),
    );
    expect(skills.map((skill: { name: string }) => `${skill.name}/SKILL.md`).sort()).toEqual(
      documents,
    );
    for (const { name: skill, type, url, digest } of skills) {
      const bytes = readFileSync(new URL(url, pathToFileURL(join(folder, "index.json"))));
      expect(digest).toBe(`sha256:${createHash("sha256").update(bytes).digest("hex")}`);
      if (type !== "archive") continue;
      const unpacked = join(base, name, "skills", skill);
      unzip(join(folder, url), unpacked);
      const original = join(output, "skills", skill);
      expect(filesOf(unpacked)).toEqual(filesOf(original));
      for (const path of filesOf(original)) {
        expect(readFileSync(join(unpacked, path))).toEqual(readFileSync(join(original, path)));
      }
    }
  });

  it("has a Dockerfile without a fault", async () => {
    const modules = installed("dockerfile-utils@0.16.3");
    const { validate } = await import(
      pathToFileURL(join(modules, "dockerfile-utils/lib/main.js")).href
    );
    const found = validate(text("Dockerfile"));
    expect(found.map(({ message }: { message: string }) => message)).toEqual([]);
  });

  describe("in its image: with what is copied, as nobody, and without a place to write", () => {
    let image: string;
    /** The name of the variable that holds the token of callers. */
    let tokenName: string;
    /** A free port, in place of 8080. */
    let port: string;
    const instruction = (name: string): readonly string[] => {
      const list = new RegExp(`^${name} (\\[.*\\])$`, "m").exec(text("Dockerfile"))?.[1];
      return JSON.parse((list ?? "[]").replaceAll("8080", port));
    };
    /** What the image starts, where it may write nothing. */
    const started = (args: readonly string[], env: Readonly<Record<string, string>>) => {
      const [, ...entrypoint] = instruction("ENTRYPOINT");
      const [command = "", ...before] = [...ASSUMED, process.execPath];
      const places = { HOME: "/nonexistent", TMPDIR: image };
      return {
        command,
        args: [...before, ...entrypoint, ...args],
        env: { ...places, ...env },
        cwd: image,
      };
    };

    beforeAll(async () => {
      image = join(base, name, "image");
      copyAsDocker(output, image, installed("@balena/dockerignore@1.0.2"));
      execFileSync("chmod", ["-R", "a=rX", image]);
      tokenName = /\w+_MCP_TOKEN/.exec(text("Dockerfile"))?.[0] ?? "";
      port = String(await freePort());
    });

    it("holds what the server reads, and nothing else", () => {
      const files = filesOf(image);
      expect(files).toContain("dist/schema/index.d.ts");
      expect(files).not.toContainEqual(
        expect.stringMatching(/^(?:schema|skills|dist\/runtime|worker|manifest)/),
      );
    });

    it("answers over standard input and output", async () => {
      const files = filesOf(image);
      await expectToWork(started([], {}));
      expect(filesOf(image)).toEqual(files);
    });

    it("serves HTTP by its own command, is healthy, and ends when it is told to", async () => {
      const { command, args, env, cwd } = started(instruction("CMD"), { [tokenName]: TOKEN });
      const server = spawn(command, args, { cwd, env, stdio: "ignore" });
      const ended = once(server, "exit");
      const health = instruction("  CMD").slice(1);
      expect(health[0]).toBe("-e");
      const isHealthy = () => spawnSync(process.execPath, health, { timeout: 5_000 }).status === 0;
      await expect.poll(isHealthy, { timeout: 60_000, interval: 200 }).toBe(true);
      const send = (headers: Readonly<Record<string, string>>) =>
        fetch(`http://127.0.0.1:${port}/mcp`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            accept: "application/json, text/event-stream",
            ...headers,
          },
          body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
        });
      expect((await send({})).status).toBe(401);
      const answer = await send({ authorization: `Bearer ${TOKEN}` });
      expect([answer.status, await answer.text()]).toEqual([
        200,
        expect.stringContaining('"name":"execute"'),
      ]);
      server.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
      expect(isHealthy()).toBe(false);
    });

    it("does not serve without the token of its callers", () => {
      const { command, args, env, cwd } = started(instruction("CMD"), {});
      const { status, stderr } = spawnSync(command, args, {
        cwd,
        env,
        encoding: "utf8",
        timeout: 60_000,
      });
      expect([status, stderr]).toEqual([2, expect.stringContaining(tokenName)]);
    });
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Starts a server and has both of its tools answer. */
async function expectToWork(program: ServerProgram): Promise<void> {
  const session = await openProgram(program);
  try {
    expect(JSON.parse(session.toolsList).tools).toHaveLength(2);
    const found = await session.call("search", { query: "list" });
    expect(found).toMatchObject({ isError: false });
    const ran = await session.call("execute", { code: "return 6 * 7;" });
    expect(ran).toMatchObject({ isError: false, text: expect.stringContaining("42") });
  } finally {
    await session.close();
  }
}

function unzip(file: string, folder: string): void {
  for (const [path, content] of Object.entries(unzipSync(readFileSync(file)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** The `COPY` lines of a Dockerfile, with what its `.dockerignore` lets through; `modules` has a reader of that file. */
function copyAsDocker(context: string, image: string, modules: string): void {
  const script = `const ignore = require(process.argv[1]);
    const [rules, files] = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    process.stdout.write(JSON.stringify(ignore().add(rules).filter(files)));`;
  const rules = readFileSync(join(context, ".dockerignore"), "utf8");
  const reader = ["-e", script, join(modules, "@balena/dockerignore")];
  const sent: readonly string[] = JSON.parse(
    execFileSync(process.execPath, reader, {
      input: JSON.stringify([rules, filesOf(context)]),
      encoding: "utf8",
    }),
  );
  const lines = readFileSync(join(context, "Dockerfile"), "utf8").matchAll(/^COPY (.*)$/gm);
  for (const [, line = ""] of lines) {
    const sources = line.split(" ");
    const target = sources.pop() ?? "";
    for (const source of sources) {
      const pattern = new RegExp(
        `^${source.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}(?:/|$)`,
      );
      const copied = sent.filter((file) => pattern.test(file));
      expect(copied, source).not.toEqual([]);
      for (const file of copied) {
        const below = file.startsWith(`${source}/`) ? file.slice(source.length + 1) : file;
        mkdirSync(dirname(join(image, target, below)), { recursive: true });
        cpSync(join(context, file), join(image, target, below));
      }
    }
  }
  expect(existsSync(join(image, "server.js"))).toBe(true);
}
