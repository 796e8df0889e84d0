import type { Api } from "../../runtime/api/api.js";
import type { EnvironmentVariable } from "../../runtime/broker/variables.js";
import { firstSentence } from "../../runtime/search/plain-text.js";
import { estimateTokens } from "../../runtime/tokens/estimate.js";
import type { EmitInput, OutputFile } from "../emitter.js";
import { codeBlock, codeSpan, inlineText } from "../markdown.js";
import { largestNamespaces } from "../namespace-sizes.js";
import { clientsName, connectionOf, firstVariables } from "../package/connect.js";
import { paginatedOperation } from "../pages-text.js";
import { policyText } from "../policy-text.js";
import { slug } from "../slug.js";
import { fillTemplate, type Template } from "../template.js";
import { thousands } from "../thousands.js";
import { descriptionOf } from "./description.js";
import { examplesOf, failingCall } from "./examples.js";
import { groundOf } from "./ground.js";
import { productName } from "./product-name.js";
import { referencePath, references } from "./reference.js";
import { searchedOperation, searchWords } from "./searched.js";
import type { Snippet } from "./snippet.js";

/** What the list of namespaces may take of the 5,000 tokens that a `SKILL.md` should not exceed. */
const NAMESPACE_TOKENS = 2_000;
const NAMESPACE_LINES = 120;

export interface Skill {
  /** The text of `SKILL.md`. */
  readonly document: string;
  readonly files: readonly OutputFile[];
}

/** The agent skill: `SKILL.md` with how to work, and one reference per namespace, one level below (agentskills.io). */
export function emitSkill(input: EmitInput, template: Template): Skill {
  const { api } = input;
  const name = slug(api.name);
  const folder = `skills/${name}`;
  const product = inlineText(productName(api), 80);
  const ground = groundOf(api);
  const searched = searchedOperation(ground);
  const document = fillTemplate(template, {
    slug: name,
    serverName: clientsName(api),
    description: JSON.stringify(skillDescription(api)),
    product,
    apiName: api.name,
    packageName: input.package.name,
    operationCount: thousands(api.operations.length),
    namespaceCount: thousands(api.namespaces.length),
    claudeCodeCommand: connectionOf(input).claudeCode,
    credentials: credentials(firstVariables(api)),
    searchWords: codeSpan(JSON.stringify(searchWords(searched))),
    searchedOperation: searched?.id ?? "",
    searchedNamespace: searched?.namespace ?? "",
    pagesText: pagesText(api),
    policyText: policyText(api),
    failingCall: failingCall(ground).replaceAll("\n", "\n  "),
    examples: examplesText(examplesOf(ground)),
    namespaceList: namespaceList(api),
  });
  return {
    document,
    files: [{ path: `${folder}/SKILL.md`, content: document }, ...references(api, folder)],
  };
}

/** What an agent sees of the skill before it opens it. */
export function skillDescription(api: Api): string {
  return descriptionOf(
    api,
    `Use it whenever a task looks up, creates, changes or counts any of these: one snippet of TypeScript makes all the calls, through the MCP server ${clientsName(api)}.`,
  );
}

function examplesText(snippets: readonly Snippet[]): string {
  if (snippets.length === 0) return "";
  const texts = snippets.map(exampleText).join("\n\n");
  return `## Examples\n\nWords in capitals stand for values of yours.\n\n${texts}\n\n`;
}

function exampleText({ title, code }: Snippet): string {
  return `### ${title}\n\n${codeBlock("ts", code)}`;
}

function namespaceList(api: Api): string {
  const ranked = largestNamespaces(api);
  const lines: string[] = [];
  let tokens = 0;
  for (const { namespace, operations } of ranked) {
    const about = firstSentence(namespace.description ?? "", 70);
    const line = `- [${namespace.name}](${referencePath(namespace)}): ${operations.length}${about === "" ? "" : `. ${inlineText(about, 70)}`}`;
    tokens += estimateTokens(line) + 1;
    if (tokens > NAMESPACE_TOKENS || lines.length === NAMESPACE_LINES) break;
    lines.push(line);
  }
  const hidden = ranked.length - lines.length;
  if (hidden > 0) lines.push(`- and ${hidden} smaller ones: see the files in \`references/\`.`);
  return lines.join("\n");
}

/** A line of the conventions, for an API that has pages. */
function pagesText(api: Api): string {
  const operation = paginatedOperation(api);
  if (operation === undefined) return "";
  const loop = `for await (const item of ${api.name}.paginate(${api.name}.${operation.id}, args))`;
  return `- A call gives one page of a list. \`${loop}\` reads one after the other, as far as you go; \`{ pages: 3 }\` after the arguments is where it stops. \`search\` marks such operations with \`paginate\`.\n`;
}

function credentials(variables: readonly EnvironmentVariable[]): string {
  if (variables.length === 0) return "The server needs no credential.";
  const names = variables.map((variable) => codeSpan(variable.name)).join(", ");
  return `The server reads ${names} from its environment. Ask the user to set it there; never ask for a value, and never put one into a snippet.`;
}
