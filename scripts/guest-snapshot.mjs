import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { build } from "esbuild";

const engineSource = fileURLToPath(new URL("../src/runtime/sandbox/engine.ts", import.meta.url));

/**
 * The memory of a machine that has evaluated the guest program, as `writeEngine` writes it, compressed with Brotli: 2 MiB, most of it zeros.
 *
 * @param wasmFile the engine's WebAssembly.
 * @param guest the guest program's text.
 */
export async function guestSnapshot(wasmFile, guest) {
  const { outputFiles } = await build({
    entryPoints: [engineSource],
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const text = Buffer.from(outputFiles[0].text).toString("base64");
  const { prepareEngine, writeEngine } = await import(`data:text/javascript;base64,${text}`);
  const module = await WebAssembly.compile(await readFile(wasmFile));
  return promisify(brotliCompress)(writeEngine(await prepareEngine(module, guest)));
}
