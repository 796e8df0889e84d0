// Bundles the command line into dist/command, so that it starts fast: two hundred small modules take longer to load than to run.
import { readFile, rm } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));
const out = `${root}dist/command`;

/** A bundled module looks for files where the one that tsc made of it would: in `dist`, as `src` is laid out. */
const ownAddresses = {
  name: "own-addresses",
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const module = relative(`${root}src`, path).replaceAll("\\", "/").replace(/\.ts$/, ".js");
      const address = `new URL(${JSON.stringify(`../${module}`)}, import.meta.url).href`;
      return { contents: text.replaceAll("import.meta.url", address), loader: "ts" };
    });
  },
};

await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["main", "survey-thread", "diff-thread", "progress-thread"].map(
    (name) => `${root}src/cli/${name}.ts`,
  ),
  outdir: out,
  plugins: [ownAddresses],
  bundle: true,
  // A command is a chunk of its own, loaded when it runs.
  splitting: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20.19",
  charset: "utf8",
  // Not minified, so that stack traces can be read.
  legalComments: "none",
  logLevel: "warning",
});
