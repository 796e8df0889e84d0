import type { Emitter, PackageFacts } from "../emitter.js";
import { oneLine } from "../markdown.js";
import { OPENAPI_TYPES_FILE } from "../openapi-types/openapi-types.js";
import { repositoryOf } from "../registry/repository.js";
import { slug } from "../slug.js";
import { NODE_RANGE } from "./package-facts.js";

/** What is published; the others are for the repository: sources, and files of other registries. */
const FILES = [
  "dist",
  "skills",
  "api.json",
  "index.json",
  "surface.json",
  "*.js",
  "*.wasm",
  "*.br",
  "worker.d.ts",
  "wrangler.jsonc",
  "sbom.cdx.json",
  "THIRD-PARTY-NOTICES",
];

/** The `package.json` of the package, publishable as it is. */
export const emitPackageJson: Emitter = ({ api, package: facts, openapiTypes }) => {
  const manifest = {
    name: facts.name,
    version: facts.version,
    description: `${oneLine(api.title, 60)}: typed client, Code Mode MCP server and agent skill.`,
    keywords: ["mcp", "mcp-server", "code-mode", "api-client", "agent-skill", slug(api.name)],
    ...origin(facts),
    type: "module",
    bin: { [`${slug(api.name)}-mcp`]: "server.js" },
    exports: {
      ".": { types: "./dist/client.d.ts", default: "./dist/client.js" },
      "./schema": { types: "./dist/schema/index.d.ts", default: "./dist/schema/index.js" },
      ...(openapiTypes !== undefined && { "./openapi": { types: `./${OPENAPI_TYPES_FILE}` } }),
      "./worker": { types: "./worker.d.ts", default: "./worker.js" },
      "./api.json": "./api.json",
      "./package.json": "./package.json",
    },
    types: "./dist/client.d.ts",
    sideEffects: false,
    files: FILES,
    engines: { node: NODE_RANGE },
  };
  return [{ path: "package.json", content: `${JSON.stringify(manifest, undefined, 2)}\n` }];
};

/** Whose it is. `mcpName` shows the MCP registry that this package belongs to the server of that name. */
function origin({ license, author, homepage, repository, mcpName }: PackageFacts) {
  const source = repository && repositoryOf(repository);
  return {
    license,
    ...(author !== undefined && { author }),
    ...(homepage !== undefined && { homepage }),
    ...(source && { repository: { type: "git", url: `git+${source.url}.git` } }),
    ...(mcpName !== undefined && { mcpName }),
  };
}
