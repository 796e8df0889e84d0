import type { Api } from "../../runtime/api/api.js";
import { credentialHeaders } from "../../runtime/broker/credential-headers.js";
import { type EnvironmentVariable, serverTokenVariable } from "../../runtime/broker/variables.js";
import { firstSentence } from "../../runtime/search/plain-text.js";
import type { Budget, Estimate } from "../budget.js";
import type { EmitInput, OutputFile, PackageFacts } from "../emitter.js";
import { codeSpan, inlineText } from "../markdown.js";
import { largestNamespaces } from "../namespace-sizes.js";
import { paginatedOperation } from "../pages-text.js";
import { decisionText, EFFECTS, policyText } from "../policy-text.js";
import { groundOf } from "../skill/ground.js";
import { sampleCall } from "../skill/sample.js";
import { searchedOperation } from "../skill/searched.js";
import { shellSkillName } from "../skill/shell-skill.js";
import { slug } from "../slug.js";
import { fillTemplate, type Template } from "../template.js";
import { thousands } from "../thousands.js";
import { bindingName } from "../worker/worker-types.js";
import { connectionOf, firstVariables, httpConnectionOf } from "./connect.js";
import { authText, variablesTable } from "./credential-text.js";

const EXAMPLE_PORT = 8080;
const EXAMPLE_URL = `http://127.0.0.1:${EXAMPLE_PORT}/mcp`;

/** What stands for a version where the document has none that npm takes. */
const NO_VERSION = "0.0.0";

/** The package's README: what it is, what it costs, how to connect it to each client, how to use the typed client. */
export function emitReadme(input: EmitInput, budget: Budget, template: Template): OutputFile {
  const { api, package: facts } = input;
  const connection = connectionOf(input);
  const http = httpConnectionOf(api, EXAMPLE_URL);
  const needed = firstVariables(api);
  const content = fillTemplate(template, {
    packageName: facts.name,
    title: inlineText(api.title, 120),
    apiVersion: api.version === NO_VERSION ? "" : ` ${inlineText(api.version, 60)}`,
    slug: slug(api.name),
    shellSkill: shellSkillName(api),
    bindingName: bindingName(api),
    registries: registriesText(facts),
    operationCount: thousands(api.operations.length),
    surfaceTokens: thousands(budget.toolsList + budget.instructions),
    perOperationTokens: estimateText(budget.oneToolPerOperation),
    credentialHint: credentialHint(needed),
    claudeCodeCommand: connection.claudeCode,
    claudeDesktopJson: connection.claudeDesktop,
    cursorJson: connection.cursor,
    vscodeJson: connection.vscode,
    codexCommand: connection.codex,
    codexCommandHint: needed.length === 0 ? "" : ", which keeps the values in that file",
    codexToml: connection.codexToml,
    port: String(EXAMPLE_PORT),
    url: EXAMPLE_URL,
    mcpToken: codeSpan(serverTokenVariable(api)),
    ownCredentials: ownCredentials(api),
    httpClaudeCodeCommand: http.claudeCode,
    httpCursorJson: http.cursor,
    httpVscodeJson: http.vscode,
    httpCodexToml: http.codexToml,
    variablesTable: variablesTable(api),
    effectRows: effectRows(api),
    policyText: policyText(api),
    clientExample: clientExample(api, facts.name),
    authText: authText(api),
    pagesText: pagesText(api),
    namespaceRows: largestNamespaces(api)
      .map(
        ({ namespace, operations }) =>
          `| ${codeSpan(namespace.name)} | ${operations.length} | ${inlineText(firstSentence(namespace.description ?? "", 100), 120)} |`,
      )
      .join("\n"),
  });
  return { path: "README.md", content };
}

/** Goes on where the server's needs are told: "It needs Node 20.19 or newer". */
function credentialHint(needed: readonly EnvironmentVariable[]): string {
  if (needed.length === 0) return "";
  const names = needed.map(({ name }) => codeSpan(name)).join(", ");
  const them = needed.length === 1 ? "it" : "them";
  const has = needed.some(({ required }) => required)
    ? ` and ${names} in its environment`
    : `, and takes ${names} from its environment`;
  return `${has}.
Claude Code, Cursor and Codex take ${them} from their own environment and VS Code asks for ${them}, so that no file holds ${them}; put your own in place of \`…\` elsewhere`;
}

/** Which headers callers bring credentials in, for the variables that a first connection sets. */
function ownCredentials(api: Api): string {
  const first = new Set(firstVariables(api).map(({ name }) => name));
  const usual = credentialHeaders(api).filter(({ variable }) => first.has(variable));
  if (usual.length === 0) return "";
  const names = usual.map(({ name }) => codeSpan(name)).join(", ");
  return `\n\nA caller can bring credentials of its own for the API, over HTTPS or from the same machine: in ${names}. They take the place of all of the server's.`;
}

/** What of the package is for which registry. */
function registriesText({ mcpName }: PackageFacts): string {
  const server =
    mcpName === undefined
      ? ""
      : "`server.json` is for the [MCP registry](https://registry.modelcontextprotocol.io), ";
  return `${server}\`manifest.json\` for an MCPB bundle (\`npx @anthropic-ai/mcpb pack\`), \`.well-known/agent-skills/\` for your website; \`sbom.cdx.json\` lists what is inside.`;
}

/** How to read all pages, for an API that has some. */
function pagesText(api: Api): string {
  const operation = paginatedOperation(api);
  if (operation === undefined) return "";
  const loop = `for await (const item of client.paginate(client.${operation.id}, args))`;
  return `${codeSpan(loop)} reads a list page by page; \`{ pages: 3 }\` after the arguments is where it stops.\n\n`;
}

/** `≈ 1,041,000` when it is an estimate, the number itself when it was counted. */
export function estimateText({ tokens, exact }: Estimate): string {
  return exact ? thousands(tokens) : `≈ ${thousands(Math.round(tokens / 1_000) * 1_000)}`;
}

function effectRows(api: Api): string {
  return EFFECTS.map((effect) => {
    const count = api.operations.filter((operation) => operation.effect === effect).length;
    return `| \`${effect}\` | ${thousands(count)} | ${decisionText(api.policy.effects[effect])} |`;
  }).join("\n");
}

function clientExample(api: Api, packageName: string): string {
  const ground = groundOf(api);
  const foremost = searchedOperation(ground);
  const call = [...(foremost === undefined ? [] : [foremost]), ...ground.reads, ...api.operations]
    .map((operation) => sampleCall(api.name, operation, ground.types))
    .find((text) => text !== undefined);
  return [
    `import { createClient } from ${JSON.stringify(packageName)};`,
    "",
    `const ${api.name} = createClient();`,
    ...(call === undefined ? [] : [`const answer = await ${call};`]),
  ].join("\n");
}
