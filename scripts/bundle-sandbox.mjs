// The sandbox's pieces: the guest program (one script, as text), the worker that runs it on Node, the runner that runs it in an isolate
// on Cloudflare (as text), and the engine's WebAssembly.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { guestSnapshot } from "./guest-snapshot.mjs";

const sandbox = fileURLToPath(new URL("../src/runtime/sandbox/", import.meta.url));
const worker = fileURLToPath(new URL("../src/runtime/node/sandbox-worker.ts", import.meta.url));
const runner = fileURLToPath(new URL("../src/runtime/worker/runner/runner.ts", import.meta.url));
const engine = createRequire(import.meta.url).resolve("quickjs-wasi/quickjs.wasm");

// What the guest program needs of the language, taken before a snippet can replace it. Globals that it makes itself are not among
// them, nor what it changes.
const INTRINSICS = `AggregateError Array ArrayBuffer BigInt Boolean DOMException DataView Date
Error EvalError JSON Map Math Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set
String Symbol SyntaxError TypeError URIError Uint8Array WeakMap WeakRef WeakSet decodeURIComponent
encodeURIComponent unescape`.split(/\s+/);

/** The guest program, one script that runs inside QuickJS before any snippet, and the list of what is in it. */
export async function buildGuest() {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(sandbox, "guest/main.ts")],
    bundle: true,
    format: "iife",
    target: "es2023",
    // Identifiers stay: a snippet sees the names of functions and classes.
    minifySyntax: true,
    minifyWhitespace: true,
    charset: "ascii",
    legalComments: "none",
    banner: { js: `((${INTRINSICS})=>{` },
    footer: { js: `})(${INTRINSICS});` },
    metafile: true,
    write: false,
  });
  return { text: outputFiles[0].text, metafile };
}

/** An esbuild plugin: `import guest from "codemode:guest"` is the guest program as text. */
export const guestPlugin = textPlugin("guest", buildGuest);

/** What the runner needs of the platform, in the same way: the guest program and the snippet lose it. */
const PLATFORM = "AbortController clearTimeout crypto setTimeout";

/** The runner, the main module of an isolate in which one snippet runs on Cloudflare, and the list of what is in it. */
export async function buildRunner() {
  const { outputFiles, metafile } = await build({
    entryPoints: [runner],
    bundle: true,
    format: "esm",
    target: "es2023",
    external: ["cloudflare:workers"],
    minifySyntax: true,
    minifyWhitespace: true,
    charset: "ascii",
    legalComments: "none",
    banner: { js: `const{${[...INTRINSICS, ...PLATFORM.split(" ")].join(",")}}=globalThis;` },
    metafile: true,
    write: false,
  });
  return { text: outputFiles[0].text, metafile };
}

/** An esbuild plugin: `import runner from "codemode:runner"` is the runner as text. */
export const runnerPlugin = textPlugin("runner", buildRunner);

function textPlugin(name, buildText) {
  return {
    name,
    setup(build) {
      const filter = new RegExp(`^codemode:${name}$`);
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: name }));
      build.onLoad({ filter: /.*/, namespace: name }, async () => ({
        contents: (await buildText()).text,
        loader: "text",
      }));
    },
  };
}

/** Where the package manager put the engine. */
export const quickjsWasm = engine;

/** Writes `sandbox.js`, `quickjs.wasm` and `guest.snapshot.br` into `directory`; the executor needs nothing else. */
export async function bundleSandbox(directory) {
  await mkdir(directory, { recursive: true });
  await build({
    entryPoints: [worker],
    outfile: join(directory, "sandbox.js"),
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    legalComments: "none",
  });
  await copyFile(engine, join(directory, "quickjs.wasm"));
  await writeFile(join(directory, "guest.snapshot.br"), await buildSnapshot());
}

/** The guest program as threads start from it: evaluated, and compressed with Brotli. */
export async function buildSnapshot() {
  return guestSnapshot(engine, (await buildGuest()).text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = process.argv[2];
  if (target === undefined) throw new Error(`Usage: node ${process.argv[1]} <directory>`);
  await bundleSandbox(target);
}
