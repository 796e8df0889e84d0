import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { TLSSocket } from "node:tls";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectingFetch } from "../../src/runtime/node/connecting-fetch.js";
import { createConnection } from "../../src/runtime/node/connection.js";
import type { Reach } from "../../src/runtime/node/reach.js";
import type { ConnectionSettings } from "../../src/runtime/service/connection-settings.js";
import { readEnvironment } from "../../src/runtime/service/environment.js";
import { shopApi } from "../unit/broker/shop-api.js";
import { type Certificates, createCertificates, encrypted } from "./certificates.js";
import { executeIn } from "./execute-in-package.js";
import { type ServerPackage, writeTrackerPackage } from "./tracker-package.js";

const PASSPHRASE = "open sesame";
const folder = mkdtempSync(join(tmpdir(), "codemode-certificates-"));
let certificates: Certificates;
let server: Server;
let url: string;
let reach: Reach;
const tls = { name: "tls", kind: "mutualTLS" } as const;

/** Writes a file of the test's folder and gives its path. */
function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** An API that answers nobody without a certificate of its authority; it says who called, with what. */
beforeAll(async () => {
  certificates = await createCertificates();
  const { authority, server: own } = certificates;
  server = createServer(
    {
      ca: authority,
      cert: own.certificate,
      key: own.key,
      requestCert: true,
      rejectUnauthorized: true,
    },
    async (request, response) => {
      const who = (request.socket as TLSSocket).getPeerCertificate().subject.CN;
      const { method, url: path, headers } = request;
      if (path === "/moved") response.writeHead(302, { location: "/elsewhere" }).end();
      if (path === "/moved" || path === "/never") return;
      const body = await text(request);
      response.writeHead(200, { "content-type": "application/json", "x-who": who });
      response.end(
        JSON.stringify({
          who,
          method,
          path,
          authorization: headers.authorization,
          type: headers["content-type"],
          body,
        }),
      );
    },
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  reach = { namedOrigins: [url], variables: [], proxy: "none" };
  file("ca.pem", authority);
  file("client.pem", certificates.client.certificate);
  file("client.key", certificates.client.key);
  file("locked.key", encrypted(certificates.client.key, PASSPHRASE));
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function variables(given: Readonly<Record<string, string>> = {}) {
  return {
    SHOP_CLIENT_CERT: join(folder, "client.pem"),
    SHOP_CLIENT_KEY: join(folder, "client.key"),
    SHOP_CA_CERT: join(folder, "ca.pem"),
    ...given,
  };
}

function settings(given: Readonly<Record<string, string>> = {}): ConnectionSettings {
  const { connection } = readEnvironment(shopApi([], { securitySchemes: [tls] }), variables(given));
  if (connection === undefined) throw new Error("the variables made no connection");
  return connection;
}

function opened(given: Readonly<Record<string, string>> = {}): typeof fetch {
  const connection = createConnection(settings(given), reach);
  if (connection.kind === "wrong") throw new Error(connection.message);
  return connection.fetch;
}

describe("a connection with a client certificate", () => {
  it("is let in, and is a fetch like the platform's", async () => {
    const response = await opened()(`${url}/a?b=1`, {
      method: "POST",
      headers: new Headers({ authorization: "Bearer t", "content-type": "application/json" }),
      body: '{"ü":1}',
      redirect: "manual",
      signal: new AbortController().signal,
    });
    expect(response).toBeInstanceOf(Response);
    expect(response.headers.get("x-who")).toBe("client-one");
    expect(await response.json()).toEqual({
      who: "client-one",
      method: "POST",
      path: "/a?b=1",
      authorization: "Bearer t",
      type: "application/json",
      body: '{"ü":1}',
    });
  });

  it("sends forms, bytes and streams", async () => {
    const form = new FormData();
    form.set("file", new Blob(["content"]), "f.txt");
    const bodies = [
      [form, /filename="f\.txt"[\s\S]*content/],
      [new TextEncoder().encode("bytes"), /^bytes$/],
      [new Blob(["streamed"]).stream(), /^streamed$/],
    ] as const;
    for (const [body, expected] of bodies) {
      const response = await opened()(url, { method: "POST", body });
      expect(await response.json()).toMatchObject({ body: expect.stringMatching(expected) });
    }
  });

  it("follows no redirect, and ends with its signal", async () => {
    const fetch = opened();
    const moved = await fetch(`${url}/moved`, { redirect: "manual" });
    expect([moved.status, moved.headers.get("location")]).toEqual([302, "/elsewhere"]);
    await expect(fetch(`${url}/never`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(
      /timeout/i,
    );
  });

  it("takes PEM itself, one file for both, and a key with a passphrase", async () => {
    const { certificate, key } = certificates.client;
    const both = file("both.pem", `${certificate}\n${key}`);
    for (const given of [
      { SHOP_CLIENT_CERT: certificate, SHOP_CLIENT_KEY: key, SHOP_CA_CERT: certificates.authority },
      { SHOP_CLIENT_CERT: both, SHOP_CLIENT_KEY: "" },
      { SHOP_CLIENT_KEY: join(folder, "locked.key"), SHOP_CLIENT_KEY_PASSPHRASE: PASSPHRASE },
    ]) {
      expect((await opened(given)(url)).status).toBe(200);
    }
  });

  it("is not let in without the certificate, nor with another authority's server", async () => {
    const { authority: _, ...identity } = settings();
    const { identity: __, ...authority } = settings();
    for (const wrong of [identity, authority]) {
      const connection = createConnection(wrong, reach);
      if (connection.kind === "wrong") throw new Error(connection.message);
      await expect(connection.fetch(url)).rejects.toThrow("fetch failed");
    }
  });
});

describe("settings that do not work", () => {
  it.each<[string, () => Readonly<Record<string, string>>, RegExp]>([
    [
      "a file that is not there",
      () => ({ SHOP_CLIENT_CERT: join(folder, "nothing.pem") }),
      /^The file that SHOP_CLIENT_CERT names cannot be read \(ENOENT\)$/,
    ],
    [
      "a key of another certificate",
      () => ({ SHOP_CLIENT_KEY: certificates.server.key }),
      /key values mismatch/,
    ],
    ["no PEM", () => ({ SHOP_CLIENT_KEY: file("no.pem", "hello") }), /cannot be used/],
    [
      "a wrong passphrase",
      () => ({
        SHOP_CLIENT_KEY: join(folder, "locked.key"),
        SHOP_CLIENT_KEY_PASSPHRASE: "wrong pass",
      }),
      /bad decrypt/,
    ],
  ])("%s are told by their variable", (_, given, message) => {
    const made = createConnection(settings(given()), reach);
    expect(made).toEqual({ kind: "wrong", message: expect.stringMatching(message) });
    expect(JSON.stringify(made)).not.toMatch(/wrong pass|PRIVATE/);
  });

  it("reject each request with a ConfigurationError", async () => {
    const bundle = new URL("../../src/runtime/node/connection.js", import.meta.url);
    const wrong = settings({ SHOP_CLIENT_CERT: join(folder, "nothing.pem") });
    await expect(connectingFetch(bundle, wrong, reach)(url)).rejects.toMatchObject({
      name: "ConfigurationError",
      message: "The file that SHOP_CLIENT_CERT names cannot be read (ENOENT)",
    });
  });
});

describe("a generated server", () => {
  let tracker: ServerPackage;
  beforeAll(() => {
    tracker = writeTrackerPackage({
      securitySchemes: [tls, { name: "token", kind: "http", scheme: "bearer" }],
      security: [
        [
          { scheme: "tls", scopes: [] },
          { scheme: "token", scopes: [] },
        ],
      ],
    });
  });
  afterAll(() => tracker.remove());

  function execute(env: Readonly<Record<string, string>>): Promise<string> {
    const code = "return await tracker.issues.get({ id: 1 })";
    const own = { TRACKER_BASE_URL: url, TRACKER_TOKEN: "secret-token" };
    return executeIn(tracker, { ...own, ...env }, code);
  }

  it("calls with the certificate of its environment, and with the token beside it", async () => {
    const answer = await execute({
      TRACKER_CLIENT_CERT: join(folder, "client.pem"),
      TRACKER_CLIENT_KEY: join(folder, "client.key"),
      TRACKER_CA_CERT: join(folder, "ca.pem"),
    });
    expect(answer).toContain("client-one");
    expect(answer).toContain("Bearer [redacted]");
  });

  it("says what is wrong with the settings", async () => {
    const answer = await execute({ TRACKER_CLIENT_CERT: join(folder, "nothing.pem") });
    expect(answer).toContain("The file that TRACKER_CLIENT_CERT names cannot be read (ENOENT)");
    expect(answer).not.toContain(folder);
  });

  it("lists the variables", async () => {
    const help = spawn(process.execPath, [tracker.server, "--help"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    const shown = await text(help.stdout);
    for (const name of ["CERT", "KEY", "KEY_PASSPHRASE"]) {
      expect(shown).toContain(`TRACKER_CLIENT_${name} `);
    }
  });
});
