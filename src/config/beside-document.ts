import { dirname, join } from "node:path";
import { STANDARD_INPUT } from "../load/file-site.js";
import { isWebUrl } from "../load/site.js";

/** The path of a file beside a document. A URL and standard input have no folder that would be the user's: `undefined`. */
export function besideDocument(specPath: string, name: string): string | undefined {
  if (isWebUrl(specPath) || specPath === STANDARD_INPUT) return undefined;
  return join(dirname(specPath), name);
}
