// Bundles what ships inside every generated package, from the TypeScript sources, into dist/bundles. Same input, same bytes.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { buildGuest, guestPlugin, quickjsWasm } from "./bundle-sandbox.mjs";
import { clientDeclarations } from "./client-declarations.mjs";
import { notices } from "./notices.mjs";

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

async function bundle(name, options) {
  const { metafile } = await build({ ...options, outfile: `${out}/${name}` });
  return metafile;
}

function modules(...paths) {
  const contents = paths.map((path) => `export * from ${JSON.stringify(`./${path}`)};`).join("\n");
  return { stdin: { contents, resolveDir: runtime, loader: "ts" } };
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const metafiles = await Promise.all([
  bundle("server.js", {
    ...node,
    entryPoints: [`${runtime}/node/main.ts`],
    plugins: [withoutAjv],
    banner: { js: `#!/usr/bin/env node\n${requireBanner.js}` },
  }),
  bundle("host.js", {
    ...node,
    ...modules("node/host.ts", "node/stdio.ts"),
    plugins: [withoutAjv],
    banner: requireBanner,
  }),
  bundle("sandbox.js", {
    ...node,
    entryPoints: [`${runtime}/node/sandbox-worker.ts`],
    plugins: [guestPlugin],
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
  bundle("client.js", {
    ...shared,
    ...modules("client/client.ts", "client/errors.ts"),
    platform: "neutral",
    target: "es2022",
  }),
]);

await copyFile(quickjsWasm, `${out}/quickjs.wasm`);
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
await writeFile(
  `${out}/THIRD-PARTY-NOTICES`,
  await notices([...metafiles, (await buildGuest()).metafile], { root, also: ["quickjs-wasi"] }),
);
