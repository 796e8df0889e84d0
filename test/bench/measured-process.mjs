import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * @typedef {object} Measurement
 * @property {number} seconds From spawn to exit.
 * @property {number} mebibytes Peak resident memory of the process.
 */

/**
 * Runs a Node program to its end, as a process of its own. Rejects if it fails, with what it wrote to stderr.
 *
 * @param {readonly string[]} args The script and its arguments.
 * @returns {Promise<Measurement>}
 */
export function measureProcess(args) {
  const folder = mkdtempSync(join(tmpdir(), "codemode-bench-"));
  const peakFile = join(folder, "peak");
  const hook = join(import.meta.dirname, "report-peak.cjs");
  return new Promise((done, fail) => {
    const start = performance.now();
    const child = spawn(process.execPath, ["--require", hook, ...args], {
      env: { ...process.env, PEAK_FILE: peakFile },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let errors = "";
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    child.on("error", fail);
    child.on("close", (code) => {
      const seconds = (performance.now() - start) / 1000;
      if (code !== 0) return fail(new Error(`${args.join(" ")} ended with ${code}\n${errors}`));
      const mebibytes = Number(readFileSync(peakFile, "utf8")) / 1024;
      rmSync(folder, { recursive: true });
      done({ seconds, mebibytes });
    });
  });
}
