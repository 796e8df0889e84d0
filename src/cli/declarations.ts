import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ignoring } from "../output/folder.js";
import type { Api } from "../runtime/api/api.js";
import type { Declarations } from "../runtime/node/type-check/messages.js";

const FOLDER = "dist/schema/";

/** The declarations of a schema: those of a compiled package, or for a document those that it would have. */
export async function declarationsOf(target: string, api: Api): Promise<Declarations> {
  const folder = resolve(join(target, FOLDER));
  const stats = await stat(folder).catch(ignoring("ENOENT", "ENOTDIR"));
  if (stats?.isDirectory()) return { kind: "folder", folder };
  const { emitSchema } = await import("../emit/schema/schema.js");
  const { packageFacts } = await import("../emit/package/package-facts.js");
  const { readVersion } = await import("../output/assets.js");
  const facts = packageFacts(api, { package: {} }, readVersion());
  const files = emitSchema({ api, package: facts })
    .filter(({ path }) => path.startsWith(FOLDER) && path.endsWith(".d.ts"))
    .map(({ path, content }): [string, string] => [path.slice(FOLDER.length), String(content)]);
  return { kind: "files", files: Object.fromEntries(files) };
}
