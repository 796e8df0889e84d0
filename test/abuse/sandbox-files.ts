import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleSandbox } from "../../scripts/bundle-sandbox.mjs";

const temporary = fileURLToPath(new URL("../../.tmp/", import.meta.url));

/** The sandbox's files, bundled as our build bundles them, in a folder of their own. */
export interface SandboxFiles {
  readonly workerUrl: URL;
  remove(): Promise<void>;
}

export async function sandboxFiles(): Promise<SandboxFiles> {
  await mkdir(temporary, { recursive: true });
  const folder = await mkdtemp(join(temporary, "sandbox-"));
  await bundleSandbox(folder);
  return {
    workerUrl: pathToFileURL(join(folder, "sandbox.js")),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
