import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codemode } from "./cli-process.js";

const parameter = (name: string, location: string, schema: object = { type: "string" }) => ({
  name,
  in: location,
  required: true,
  schema,
});

const ANSWER = {
  "200": {
    description: "",
    content: { "application/json": { schema: { type: "object", properties: {} } } },
  },
};

const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Zones", version: "1.0.0" },
  servers: [
    { url: "https://{region}.zones.test/v1", variables: { region: { default: "eu" } } },
    { url: "https://us.zones.test/v1" },
  ],
  paths: {
    "/accounts/{account_id}/zones": {
      parameters: [parameter("account_id", "path")],
      get: {
        operationId: "zones.list",
        parameters: [
          parameter("X-Api-Version", "header"),
          parameter("X-Format", "header", { const: "compact" }),
          parameter("page", "query", { type: "integer" }),
        ],
        responses: ANSWER,
      },
    },
    "/upload": {
      servers: [{ url: "https://upload.zones.test" }],
      get: { operationId: "zones.upload", responses: ANSWER },
    },
    "/status": {
      get: {
        operationId: "zones.status",
        servers: [{ url: "https://status.zones.test/base/" }],
        responses: ANSWER,
      },
    },
  },
};

const CONFIGURATION = {
  defaults: {
    account_id: "acme",
    page: 7,
    "X-Api-Version": { value: "2026-01-01", locked: true },
  },
};

interface Seen {
  readonly url: string;
  readonly version: unknown;
  readonly format: unknown;
}

let folder = "";
let server: Server;
let seen: Seen[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { url = "", headers } = request;
    seen.push({ url, version: headers["x-api-version"], format: headers["x-format"] });
    response.setHeader("content-type", "application/json").end("{}");
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  folder = await mkdtemp(join(tmpdir(), "codemode-presets-"));
  await writeFile(join(folder, "openapi.json"), JSON.stringify(DOCUMENT));
  await writeFile(join(folder, "codemode.config.json"), JSON.stringify(CONFIGURATION));
  const { exitCode, stderr } = await codemode(["compile", "openapi.json", "-o", "package"], {
    cwd: folder,
  });
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining("error")]);
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function baseUrl(): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function clientOf(options: object) {
  const module = await import(pathToFileURL(join(folder, "package/dist/client.js")).href);
  return module.createClient(options);
}

const EVERYTHING = {
  url: "/accounts/acme/zones?page=7",
  version: "2026-01-01",
  format: "compact",
};

describe("defaults, locked arguments and headers with a single value", () => {
  it("are sent by the client, which may give others where nothing is locked", async () => {
    const client = await clientOf({ baseUrl: baseUrl() });
    seen = [];
    await client.zones.list();
    await client.zones.list({ account_id: "b", page: 2, "X-Api-Version": "1999-01-01" });
    expect(seen).toEqual([EVERYTHING, { ...EVERYTHING, url: "/accounts/b/zones?page=2" }]);
  });

  it("are sent for a snippet, which cannot set what is locked", async () => {
    seen = [];
    await writeFile(join(folder, "list.ts"), "return await zones.zones.list();");
    await writeFile(
      join(folder, "locked.ts"),
      'return await zones.zones.list({ "X-Api-Version": "1999-01-01" });',
    );
    const env = { ZONES_BASE_URL: baseUrl() };
    const list = await codemode(["run", "package", "list.ts"], { cwd: folder, env });
    expect([list.exitCode, seen]).toEqual([0, [EVERYTHING]]);
    const locked = await codemode(["run", "package", "locked.ts"], { cwd: folder, env });
    expect(locked.exitCode).toBe(1);
    expect(locked.stdout + locked.stderr).toContain("`X-Api-Version` is set by the server");
    expect(seen).toHaveLength(1);
  });

  it("are optional in types and answers, and gone from both when locked", async () => {
    const module = await readFile(join(folder, "package/schema/zones.ts"), "utf8");
    const contract = module.slice(0, module.indexOf("export const"));
    expect(contract).toContain("account_id?: string");
    expect(contract).toContain("page?: number");
    expect(contract).toContain('"X-Format"?: "compact"');
    expect(contract).not.toContain("X-Api-Version");
    const { stdout } = await codemode(["search", "package", "zones.list"], { cwd: folder });
    expect(stdout).toContain("account_id?: string");
    expect(stdout).not.toContain("X-Api-Version");
  });
});

describe("servers", () => {
  it.each([
    ["list", "https://eu.zones.test/v1/accounts/acme/zones?page=7"],
    ["upload", "https://upload.zones.test/upload"],
    ["status", "https://status.zones.test/base/status"],
  ])("are those of the document, its paths and its operations: %s", async (operation, url) => {
    const asked: string[] = [];
    const client = await clientOf({
      fetch: async (target: string) => {
        asked.push(target);
        return Response.json({});
      },
    });
    await client.zones[operation]();
    expect(asked).toEqual([url]);
  });

  it("give way to the operator's base URL", async () => {
    const client = await clientOf({ baseUrl: `${baseUrl()}/proxy/` });
    seen = [];
    await client.zones.upload();
    await client.zones.status();
    expect(seen.map(({ url }) => url)).toEqual(["/proxy/upload", "/proxy/status"]);
  });
});
