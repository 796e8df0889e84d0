import type { Emitter, PackageFacts } from "../emitter.js";
import { repositoryOf } from "./repository.js";
import { isServerName } from "./server-name.js";
import { displayName, serverSummary } from "./texts.js";
import { formVariables } from "./variables.js";

/** The revision of the format. */
const SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json";
const VERSION_LENGTH = 255;

/** `server.json`: what the MCP registry lists, and how a client starts the server from npm. None where the registry would refuse it. */
export const emitServerJson: Emitter = ({ api, package: facts }) => {
  if (registryObstacle(facts) !== undefined) return [];
  const { name: identifier, version, mcpName, homepage } = facts;
  const server = {
    $schema: SCHEMA,
    name: mcpName,
    title: displayName(api),
    description: serverSummary(api),
    version,
    ...listedRepository(facts),
    ...(homepage !== undefined && { websiteUrl: homepage }),
    packages: [
      {
        registryType: "npm",
        identifier,
        version,
        runtimeHint: "npx",
        transport: { type: "stdio" },
        packageArguments: [
          {
            type: "named",
            name: "--allow",
            description: "Effects that snippets may have beside reading.",
            isRequired: false,
            choices: ["write", "destructive", "write,destructive"],
          },
        ],
        environmentVariables: formVariables(api).map(
          ({ name, description, required, secret, format }) => ({
            name,
            description,
            isRequired: required,
            isSecret: secret,
            ...(format === "file" && { format: "filepath" }),
          }),
        ),
      },
    ],
  };
  return [{ path: "server.json", content: `${JSON.stringify(server, undefined, 2)}\n` }];
};

/** Why the MCP registry would not take the package, as the rest of a sentence about it; `undefined` when it would. */
export function registryObstacle({ mcpName, version }: PackageFacts): string | undefined {
  if (mcpName === undefined) return "has no name there: nothing says whose it is";
  if (!isServerName(mcpName)) return "has a name that the registry does not take";
  // The registry takes an x for the wildcard of a range, even inside `1.0.0-next.1`.
  if (/[x*]/i.test(version))
    return `has the version ${version}, which the registry reads as a range`;
  return version.length > VERSION_LENGTH ? "has a version of more than 255 characters" : undefined;
}

/** Nothing for a repository on a service that the registry does not know. */
function listedRepository({ repository }: PackageFacts) {
  if (repository === undefined) return {};
  const { url, source } = repositoryOf(repository);
  return source === undefined ? {} : { repository: { url, source } };
}
