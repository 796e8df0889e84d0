import type { Effect } from "../api/api.js";
import type { Verdict } from "../broker/policy.js";

/** Raised with every change to what `surface.json` holds; a reader takes its own version only. */
const FORMAT_VERSION = 1;

/** What a server has to know of its API to answer `tools/list`, so that it need not read the API for that. */
export interface SurfaceFacts {
  /** The API's title as a name: short, and nothing else. */
  readonly title: string;
  /** The identifier of the client in snippets; absent when it is too long to be named in the texts. */
  readonly client?: string;
  readonly version: string;
  /** How many the API has. */
  readonly operations: number;
  /** `repos (201), issues (55), …`: the largest namespaces; empty when none is short enough. */
  readonly namespaces: string;
  /** What the policy says of the operations that are more than reads, each way once. */
  readonly verdicts: readonly EffectVerdict[];
}

/** What the policy says of some operation of an effect, flags aside. */
export interface EffectVerdict extends Verdict {
  readonly effect: Effect;
}

/** Thrown by `readSurfaceFacts`; the message is a sentence for the person who started the server. */
export class SurfaceFormatError extends Error {
  override readonly name = "SurfaceFormatError";
}

/** The facts as the text of `surface.json`. */
export function writeSurfaceFacts(facts: SurfaceFacts): string {
  return `${JSON.stringify({ formatVersion: FORMAT_VERSION, ...facts }, undefined, 2)}\n`;
}

/** Reads `surface.json`. Throws a `SurfaceFormatError` if the text is not of this version. */
export function readSurfaceFacts(text: string): SurfaceFacts {
  const file = parse(text);
  if (typeof file !== "object" || file === null || !("formatVersion" in file))
    throw new SurfaceFormatError("it has no formatVersion. Compile again.");
  if (file.formatVersion !== FORMAT_VERSION)
    throw new SurfaceFormatError(
      `it has format ${JSON.stringify(file.formatVersion)}, this program reads ${FORMAT_VERSION}. Compile again with the same version.`,
    );
  if (!isSurfaceFacts(file))
    throw new SurfaceFormatError("it is damaged: a part is missing. Compile again.");
  return file;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SurfaceFormatError("it is not JSON. Compile again.");
  }
}

function isSurfaceFacts(file: object): file is SurfaceFacts {
  return (
    "title" in file &&
    typeof file.title === "string" &&
    (!("client" in file) || typeof file.client === "string") &&
    "version" in file &&
    typeof file.version === "string" &&
    "operations" in file &&
    Number.isSafeInteger(file.operations) &&
    "namespaces" in file &&
    typeof file.namespaces === "string" &&
    "verdicts" in file &&
    Array.isArray(file.verdicts)
  );
}
