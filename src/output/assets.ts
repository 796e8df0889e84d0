import { readdirSync, readFileSync } from "node:fs";
import type { Assets } from "../emit/assets.js";
import type { OutputFile } from "../emit/emitter.js";
import type { Template } from "../emit/template.js";

export type { Assets };

/** Where a built file goes; the others go to the top of the package. The list of components goes into the bill of materials. */
const PLACES: { readonly [built: string]: string | undefined } = {
  "client.js": "dist/runtime/client.js",
  "client.d.ts": "dist/runtime/client.d.ts",
  "components.json": undefined,
};

const ROOT = new URL("../../", import.meta.url);
const BUNDLES = new URL("dist/bundles/", ROOT);

/** Reads the assets of this installation. Throws when it is incomplete: `npm run build` makes `dist/bundles`. */
export function readAssets(): Assets {
  return {
    compilerVersion: readVersion(),
    runtime: readdirSync(BUNDLES).sort().flatMap(readBundle),
    components: JSON.parse(readFileSync(new URL("components.json", BUNDLES), "utf8")),
    templates: {
      readme: readTemplate("README.md"),
      skill: readTemplate("SKILL.md"),
      shellSkill: readTemplate("SKILL-shell.md"),
      dockerfile: readTemplate("Dockerfile.template"),
      dockerignore: readTemplate("dockerignore"),
      mcpbignore: readTemplate("mcpbignore"),
      wrangler: readTemplate("wrangler.jsonc.template"),
    },
  };
}

/** The version of this compiler, as its `package.json` has it. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
    return String(manifest.version);
  }
  throw new Error("our own package.json has no version");
}

function readBundle(built: string): readonly OutputFile[] {
  const path = Object.hasOwn(PLACES, built) ? PLACES[built] : built;
  if (path === undefined) return [];
  return [{ path, content: new Uint8Array(readFileSync(new URL(built, BUNDLES))) }];
}

/** The text of a file in `templates/`. */
export function readTemplate(name: string): Template {
  return readFileSync(new URL(`templates/${name}`, ROOT), "utf8");
}
