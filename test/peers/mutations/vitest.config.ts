import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { fileOf, mutated } from "./mutation.js";
import { MUTATIONS } from "./table.js";

// The fast tests over a client with one fault in it, which `CODEMODE_MUTATION` names; without one, over the client as it is.
// The fault is put in while the file is loaded: nothing is written.

const ROOT = resolve(import.meta.dirname, "../../..");

/** Those that catch most come first: a run ends at the first that fails. */
const FOLDERS = ["test/unit/client", "test/unit/broker", "test/e2e"];

class FoldersInOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) =>
      FOLDERS.findIndex((folder) => moduleId.startsWith(`${ROOT}/${folder}/`));
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

const name = process.env["CODEMODE_MUTATION"];
const mutation = MUTATIONS.find((one) => one.name === name);
if (name !== undefined && mutation === undefined) throw new Error(`There is no mutation ${name}`);

export default defineConfig({
  root: ROOT,
  plugins: [
    {
      name: "mutation",
      enforce: "pre",
      load: (id) =>
        mutation !== undefined && id === fileOf(mutation) ? mutated(mutation) : undefined,
    },
  ],
  test: {
    include: [
      "test/unit/client/**/*.test.ts",
      "test/unit/broker/**/*.test.ts",
      "test/e2e/oauth.test.ts",
      "test/e2e/wire.test.ts",
    ],
    testTimeout: 20_000,
    pool: "threads",
    isolate: false,
    maxWorkers: 1,
    sequence: { sequencer: FoldersInOrder },
  },
});
