import type { EmitInput, OutputFile, PackageFacts } from "../emitter.js";
import { grantedLicense, NODE_RANGE } from "../package/package-facts.js";
import type { Template } from "../template.js";
import { repositoryOf } from "./repository.js";
import { displayName, serverSummary } from "./texts.js";
import { type FormVariable, formVariables } from "./variables.js";

/** `manifest.json` of a bundle that desktop clients install (MCPB 0.3), and what of the package is not part of it. */
export function emitBundle(
  { api, package: facts }: EmitInput,
  ignored: Template,
): readonly OutputFile[] {
  const { version, homepage, repository } = facts;
  const license = grantedLicense(facts);
  const variables = formVariables(api);
  const manifest = {
    manifest_version: "0.3",
    name: facts.name.replace(/^@.*\//, ""),
    display_name: displayName(api),
    version,
    description: serverSummary(api),
    author: { name: authorOf(facts) },
    ...(repository !== undefined && {
      repository: { type: "git", url: repositoryOf(repository).url },
    }),
    ...(homepage !== undefined && { homepage }),
    ...(license !== undefined && { license }),
    server: {
      type: "node",
      entry_point: "server.js",
      mcp_config: {
        command: "node",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of the format, filled in by the client.
        args: ["${__dirname}/server.js"],
        env: Object.fromEntries(
          variables.map(({ name }) => [name, `\${user_config.${settingOf(name)}}`]),
        ),
      },
    },
    tools: [
      { name: "search", description: `Finds operations of ${displayName(api)} by plain words.` },
      { name: "execute", description: "Runs TypeScript that calls those operations." },
    ],
    compatibility: {
      platforms: ["darwin", "linux", "win32"],
      runtimes: { node: NODE_RANGE },
    },
    user_config: Object.fromEntries(
      variables.map((variable) => [settingOf(variable.name), setting(variable)]),
    ),
  };
  return [
    { path: "manifest.json", content: `${JSON.stringify(manifest, undefined, 2)}\n` },
    { path: ".mcpbignore", content: ignored },
  ];
}

function settingOf(variable: string): string {
  return variable.toLowerCase();
}

/** Clients leave the placeholder of a setting without a value as it is, so that an optional one needs an empty value. */
function setting({ name, description, required, secret, format }: FormVariable) {
  return {
    type: format === "file" ? "file" : "string",
    title: name,
    description,
    required,
    ...(secret && { sensitive: true }),
    ...(!required && { default: "" }),
  };
}

/** Who publishes the bundle, which need not be who runs the API: the configured author, the account of the repository, the npm scope. */
function authorOf({ name, author, repository }: PackageFacts): string {
  if (author !== undefined) return author;
  if (repository !== undefined) return repositoryOf(repository).owner;
  return /^@(.*)\//.exec(name)?.[1] ?? name;
}
