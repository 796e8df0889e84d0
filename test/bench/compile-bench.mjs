import { join } from "node:path";
import { measureProcess } from "./measured-process.mjs";
import { median } from "./statistics.mjs";

const root = join(import.meta.dirname, "../..");
const codemode = join(root, "bin/codemode.js");
const openapiTypescript = join(root, "node_modules/openapi-typescript/bin/cli.js");

/**
 * @typedef {object} Pair Medians of both programs, and the medians of the ratios within each pair of runs.
 * @property {{ seconds: number, mebibytes: number }} codemode
 * @property {{ seconds: number, mebibytes: number }} openapiTypescript
 * @property {number} timesFaster
 * @property {number} timesLessMemory
 */

/**
 * `codemode compile` and `openapi-typescript` on one file, in turns (A B A B …), so that a slow moment of the machine
 * meets both. Every compile writes a whole new package into a folder of its own.
 *
 * @param {string} spec
 * @param {string} output
 * @param {number} runs
 * @returns {Promise<Pair>}
 */
export async function comparePrograms(spec, output, runs) {
  /** @type {import("./measured-process.mjs").Measurement[]} */
  const ours = [];
  /** @type {import("./measured-process.mjs").Measurement[]} */
  const theirs = [];
  for (let run = 0; run < runs; run += 1) {
    ours.push(
      await measureProcess([
        codemode,
        "compile",
        spec,
        "-o",
        join(output, `run-${run}`),
        "--quiet",
      ]),
    );
    theirs.push(
      await measureProcess([openapiTypescript, spec, "-o", join(output, "openapi-typescript.ts")]),
    );
  }
  const ratio = (/** @type {"seconds" | "mebibytes"} */ key) =>
    median(ours.map((our, at) => (theirs[at]?.[key] ?? 0) / our[key]));
  return {
    codemode: medians(ours),
    openapiTypescript: medians(theirs),
    timesFaster: ratio("seconds"),
    timesLessMemory: ratio("mebibytes"),
  };
}

/** @param {readonly import("./measured-process.mjs").Measurement[]} runs */
function medians(runs) {
  return {
    seconds: median(runs.map((run) => run.seconds)),
    mebibytes: median(runs.map((run) => run.mebibytes)),
  };
}

/**
 * Strict tsc of a generated package, with its own tsconfig.json. Rejects if there is any error.
 *
 * @param {string} folder
 */
export function measureTypeCheck(folder) {
  return measureProcess([
    join(root, "node_modules/typescript/lib/tsc.js"),
    "-p",
    folder,
    "--noEmit",
    "--skipLibCheck",
    "false",
  ]);
}
