import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import type * as ast from "typescript-native/unstable/ast";
import type * as api from "typescript-native/unstable/sync";

/** The programming interface of TypeScript 7, as far as it is used here. */
export interface TypeScript {
  readonly api: typeof api;
  readonly ast: typeof ast;
}

/** The one version whose interface is known: it is marked unstable, so another one may differ in anything. */
export const TYPESCRIPT_VERSION = "7.0.2";

/** The second is an alias for those who have another TypeScript already. */
const PACKAGES = ["typescript", "typescript-native"];

/**
 * The URL of the package of TypeScript 7 that a module at `from` would get; `undefined` when there is none of the one version.
 * It is looked for from our own files alone: the working directory of a server may be a folder that nobody vouches for, and what is found is run.
 */
export function findTypeScript(from: URL): URL | undefined {
  const require = createRequire(from);
  for (const name of PACKAGES) {
    try {
      const manifest: unknown = require(`${name}/package.json`);
      if (isVersion(manifest)) return pathToFileURL(require.resolve(`${name}/package.json`));
    } catch {
      // Not installed, or one whose manifest is not exported.
    }
  }
  return undefined;
}

/** @throws what the module loader throws, when the installation is broken. */
export async function loadTypeScript(manifest: URL): Promise<TypeScript> {
  const require = createRequire(manifest);
  const load = (path: string) => import(pathToFileURL(require.resolve(path)).href);
  return { api: await load("./dist/api/sync/api.js"), ast: await load("./dist/ast/index.js") };
}

function isVersion(manifest: unknown): boolean {
  return (
    typeof manifest === "object" &&
    manifest !== null &&
    "version" in manifest &&
    manifest.version === TYPESCRIPT_VERSION
  );
}
