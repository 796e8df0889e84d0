// Bundles what ships inside every generated package, from the TypeScript sources, into dist/bundles. Same input, same bytes.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { SUPPORTED_PROTOCOL_VERSIONS } from "@modelcontextprotocol/server";
import { build } from "esbuild";
import {
  buildGuest,
  buildSnapshot,
  guestPlugin,
  quickjsWasm,
  runnerPlugin,
} from "./bundle-sandbox.mjs";
import { clientDeclarations } from "./client-declarations.mjs";
import { engineVersion } from "./engine-version.mjs";
import { notices } from "./notices.mjs";
import { components } from "./sbom.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const out = `${root}dist/bundles`;
const runtime = `${root}src/runtime`;

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  charset: "utf8",
  // Names stay readable in stacks; only layout and syntax shrink.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

/** Packages written as CommonJS ask for Node's own modules with `require`, which an ES module lacks. */
const requireBanner = {
  js: 'import{createRequire as createRequireOf}from"node:module";const require=createRequireOf(import.meta.url);',
};

const node = { ...shared, platform: "node", target: "node20.19" };

/** The SDK compiles schemas with AJV wherever it is not told otherwise; our two tools check their own input. */
const withoutAjv = {
  name: "without-ajv",
  setup(build) {
    build.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: `${runtime}/node/sdk-shims.ts`,
    }));
  },
};

/** Of undici, connections use `fetch`, its agents and its connector alone; its main module holds caches, mocks and WebSockets too. */
const fetchOfUndici = {
  name: "fetch-of-undici",
  setup(build) {
    build.onResolve({ filter: /^undici$/ }, () => ({
      path: "undici",
      namespace: "fetch-of-undici",
    }));
    build.onLoad({ filter: /.*/, namespace: "fetch-of-undici" }, () => ({
      contents:
        'export { default as Agent } from "undici/lib/dispatcher/agent.js"; export { default as EnvHttpProxyAgent } from "undici/lib/dispatcher/env-http-proxy-agent.js"; export { default as buildConnector } from "undici/lib/core/connect.js"; export { fetch } from "undici/lib/web/fetch/index.js";',
      resolveDir: root,
    }));
  },
};

/** `import template from "codemode:snippet-globals"` is the declarations of what snippets have in scope, as text. */
const snippetGlobals = {
  name: "snippet-globals",
  setup(build) {
    build.onResolve({ filter: /^codemode:snippet-globals$/ }, ({ path }) => ({
      path,
      namespace: "snippet-globals",
    }));
    build.onLoad({ filter: /.*/, namespace: "snippet-globals" }, async () => ({
      contents: await readFile(`${root}templates/snippet/globals.d.ts.template`, "utf8"),
      loader: "text",
    }));
  },
};

/** What `server.js` loads when it is needed are bundles of their own, beside it: their sources lie beside its source. */
const besideServer = {
  name: "beside-server",
  setup(build) {
    build.onResolve({ filter: /^\.\/(host|http|stdio)\.js$/ }, ({ path }) => ({
      path,
      external: true,
    }));
  },
};

/** `import parts from "codemode:parts"` says which versions of what the bundles hold. */
const partsPlugin = {
  name: "parts",
  setup(build) {
    build.onResolve({ filter: /^codemode:parts$/ }, ({ path }) => ({ path, namespace: "parts" }));
    build.onLoad({ filter: /.*/, namespace: "parts" }, async () => ({
      contents: JSON.stringify({
        compiler: await versionOf("."),
        engine: await engineVersion(quickjsWasm),
        engineBinding: await versionOf("node_modules/quickjs-wasi"),
        sdk: await versionOf("node_modules/@modelcontextprotocol/server"),
        revisions: [MODERN_REVISION, ...SUPPORTED_PROTOCOL_VERSIONS],
      }),
      loader: "json",
    }));
  },
};

/** The revision of the protocol without sessions, which the SDK counts apart and does not export. */
const MODERN_REVISION = "2026-07-28";

async function versionOf(folder) {
  return JSON.parse(await readFile(`${root}${folder}/package.json`, "utf8")).version;
}

async function bundle(name, options) {
  const { metafile } = await build({ ...options, outfile: `${out}/${name}` });
  return metafile;
}

/** Both ways to serve share the MCP SDK: two entries have one chunk in common at most. */
async function bundleServing(options) {
  const { metafile } = await build({
    ...options,
    outdir: out,
    splitting: true,
    chunkNames: "mcp",
  });
  return metafile;
}

function modules(...paths) {
  const contents = paths.map((path) => `export * from ${JSON.stringify(`./${path}`)};`).join("\n");
  return { stdin: { contents, resolveDir: runtime, loader: "ts" } };
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

/** What lies beside the Worker in its package is a module of its own, which Cloudflare is given as text or as WebAssembly. */
const besideWorker = {
  name: "beside-worker",
  setup(build) {
    build.onResolve({ filter: /^package:/ }, ({ path }) => ({
      path: `./${path.slice("package:".length)}`,
      external: true,
    }));
    build.onResolve({ filter: /^@modelcontextprotocol\/server\/_shims$/ }, () => ({
      path: `${runtime}/worker/sdk-shims.ts`,
    }));
  },
};

const metafiles = await Promise.all([
  bundle("server.js", {
    ...node,
    entryPoints: [`${runtime}/node/main.ts`],
    plugins: [besideServer, partsPlugin],
    banner: { js: "#!/usr/bin/env node" },
  }),
  bundleServing({
    ...node,
    entryPoints: [`${runtime}/node/stdio.ts`, `${runtime}/node/http.ts`],
    plugins: [withoutAjv],
  }),
  bundle("host.js", {
    ...node,
    ...modules("node/host.ts", "mcp/api-surface.ts"),
  }),
  bundle("sandbox.js", {
    ...node,
    entryPoints: [`${runtime}/node/sandbox-worker.ts`],
  }),
  bundle("typescript.js", {
    ...node,
    entryPoints: [`${runtime}/node/typescript-worker.ts`],
    banner: requireBanner,
  }),
  bundle("checker.js", {
    ...node,
    entryPoints: [`${runtime}/node/type-check/checker.ts`],
    plugins: [snippetGlobals],
  }),
  bundle("connection.js", {
    ...node,
    entryPoints: [`${runtime}/node/connection.ts`],
    plugins: [fetchOfUndici],
    banner: requireBanner,
  }),
  bundle("worker.js", {
    ...shared,
    platform: "neutral",
    target: "es2023",
    conditions: ["workerd", "import"],
    mainFields: ["module", "main"],
    external: ["cloudflare:workers"],
    entryPoints: [`${runtime}/worker/main.ts`],
    plugins: [besideWorker, guestPlugin, runnerPlugin],
  }),
  bundle("client.js", {
    ...shared,
    ...modules("client/client.ts", "client/errors.ts"),
    platform: "neutral",
    target: "es2022",
  }),
]);

await copyFile(quickjsWasm, `${out}/quickjs.wasm`);
await writeFile(`${out}/guest.snapshot.br`, await buildSnapshot());
await writeFile(
  `${out}/client.d.ts`,
  await clientDeclarations(`${root}dist/runtime/`, [
    "client/api-response",
    "client/client",
    "client/errors",
    "client/hooks",
    "client/options",
    "client/upload",
  ]),
);
const contents = [[...metafiles, (await buildGuest()).metafile], { root, also: ["quickjs-wasi"] }];
await writeFile(`${out}/THIRD-PARTY-NOTICES`, await notices(...contents));
await writeFile(`${out}/components.json`, await components(...contents));
