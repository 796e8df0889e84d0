import type { Api } from "../../runtime/api/api.js";
import { firstSentence } from "../../runtime/search/plain-text.js";
import type { Budget, Estimate } from "../budget.js";
import type { EmitInput, OutputFile } from "../emitter.js";
import { codeSpan, inlineText } from "../markdown.js";
import { largestNamespaces } from "../namespace-sizes.js";
import { paginatedOperation } from "../pages-text.js";
import { decisionText, EFFECTS, policyText } from "../policy-text.js";
import { sampleCall } from "../skill/sample.js";
import { slug } from "../slug.js";
import { fillTemplate, type Template } from "../template.js";
import { connectionOf, firstVariables } from "./connect.js";
import { authText, variablesTable } from "./credential-text.js";

/** The package's README: what it is, what it costs, how to connect it to each client, how to use the typed client. */
export function emitReadme(input: EmitInput, budget: Budget, template: Template): OutputFile {
  const { api, package: facts } = input;
  const connection = connectionOf(input);
  const needed = firstVariables(api);
  const content = fillTemplate(template, {
    packageName: facts.name,
    title: inlineText(api.title, 120),
    apiVersion: inlineText(api.version, 60),
    slug: slug(api.name),
    operationCount: thousands(api.operations.length),
    surfaceTokens: thousands(budget.toolsList + budget.instructions),
    perOperationTokens: estimateText(budget.oneToolPerOperation),
    credentialHint:
      needed.length === 0
        ? ""
        : ` and ${needed.map((variable) => codeSpan(variable.name)).join(", ")} in its environment; put your own value in place of \`…\` below`,
    claudeCodeCommand: connection.claudeCode,
    mcpServersJson: connection.mcpServers,
    vscodeJson: connection.vscode,
    codexCommand: connection.codex,
    codexToml: connection.codexToml,
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

/** A whole number with commas, in any locale. */
export function thousands(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

function effectRows(api: Api): string {
  return EFFECTS.map((effect) => {
    const count = api.operations.filter((operation) => operation.effect === effect).length;
    return `| \`${effect}\` | ${thousands(count)} | ${decisionText(api.policy.effects[effect])} |`;
  }).join("\n");
}

function clientExample(api: Api, packageName: string): string {
  const types = new Map(api.types.map((type) => [type.name, type]));
  const reads = api.operations.filter(({ effect }) => effect === "read");
  const call = [...reads, ...api.operations]
    .map((operation) => sampleCall(api.name, operation, types))
    .find((text) => text !== undefined);
  return [
    `import { createClient } from ${JSON.stringify(packageName)};`,
    "",
    `const ${api.name} = createClient();`,
    ...(call === undefined ? [] : [`const answer = await ${call};`]),
  ].join("\n");
}
