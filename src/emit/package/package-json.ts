import type { Emitter } from "../emitter.js";
import { oneLine } from "../markdown.js";
import { OPENAPI_TYPES_FILE } from "../openapi-types/openapi-types.js";
import { slug } from "../slug.js";

/** The `package.json` of the package, publishable as it is. */
export const emitPackageJson: Emitter = ({ api, package: facts, openapiTypes }) => {
  const manifest = {
    name: facts.name,
    version: facts.version,
    description: `${oneLine(api.title, 60)}: typed client, Code Mode MCP server and agent skill.`,
    keywords: ["mcp", "mcp-server", "code-mode", "api-client", "agent-skill", slug(api.name)],
    license: facts.license,
    type: "module",
    bin: { [`${slug(api.name)}-mcp`]: "server.js" },
    exports: {
      ".": { types: "./dist/client.d.ts", default: "./dist/client.js" },
      "./schema": { types: "./dist/schema/index.d.ts", default: "./dist/schema/index.js" },
      ...(openapiTypes !== undefined && { "./openapi": { types: `./${OPENAPI_TYPES_FILE}` } }),
      "./api.json": "./api.json",
      "./package.json": "./package.json",
    },
    types: "./dist/client.d.ts",
    sideEffects: false,
    files: ["dist", "skills", "api.json", "index.json", "*.js", "*.wasm", "THIRD-PARTY-NOTICES"],
    engines: { node: ">=20.19" },
  };
  return [{ path: "package.json", content: `${JSON.stringify(manifest, undefined, 2)}\n` }];
};
