import { stat } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { Version } from "../diff/version.js";
import { STANDARD_INPUT } from "../load/file-site.js";
import { openVersion } from "./diff-version.js";
import type { SpecOptions } from "./spec-options.js";

/** What the thread of `diff-thread.ts` gets. It answers with the JSON of a `Version`, or with nothing when that fails. */
export interface ApartData {
  readonly name: string;
  readonly options: SpecOptions;
}

/** A version that is being opened. */
export interface VersionApart {
  /** @throws what `openVersion` throws. */
  version(): Promise<Version>;
  /** Ends the thread, if there is one; a second time does nothing. */
  stop(): Promise<void>;
}

/** Bytes of a file from which on a thread of its own is faster: it has to load everything again. What lies elsewhere may be as large. */
const LARGE = 1024 * 1024;

/**
 * Opens one of two versions while this thread opens the other, if it is large: reading and lowering are most of the work, and one version needs
 * nothing of the other. Standard input is read by this thread alone, and after the other version.
 */
export async function openMeanwhile(name: string, options: SpecOptions): Promise<VersionApart> {
  const stats = await stat(name).catch(() => undefined);
  const isLarge = stats === undefined || (stats.isFile() && stats.size >= LARGE);
  if (isLarge && name !== STANDARD_INPUT) return openApart(name, options);
  return {
    version: async () => (await openVersion(name, options)).version,
    stop: async () => {},
  };
}

/** Errors do not cross threads with what they are: what fails there is done again here, and fails the same way. */
function openApart(name: string, options: SpecOptions): VersionApart {
  const workerData: ApartData = { name, options };
  const thread = new Worker(new URL("../command/diff-thread.js", import.meta.url), { workerData });
  const answered = new Promise<string | undefined>((resolve) => {
    thread.once("message", resolve);
    thread.once("error", () => resolve(undefined));
    thread.once("exit", () => resolve(undefined));
  });
  return {
    async version() {
      const json = await answered;
      if (json === undefined) return (await openVersion(name, options)).version;
      const version: Version = JSON.parse(json);
      return version;
    },
    async stop() {
      await thread.terminate();
    },
  };
}
