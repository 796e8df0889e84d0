import type { Api } from "../../runtime/api/api.js";
import type { EnvironmentVariable } from "../../runtime/broker/variables.js";
import { firstSentence } from "../../runtime/search/plain-text.js";
import { estimateTokens } from "../../runtime/tokens/estimate.js";
import type { EmitInput, OutputFile } from "../emitter.js";
import { codeBlock, codeSpan, inlineText, oneLine } from "../markdown.js";
import { largestNamespaces } from "../namespace-sizes.js";
import { connectionOf, firstVariables } from "../package/connect.js";
import { paginatedOperation } from "../pages-text.js";
import { policyText } from "../policy-text.js";
import { slug } from "../slug.js";
import { fillTemplate, type Template } from "../template.js";
import { referencePath, references } from "./reference.js";
import { callByName, snippets } from "./snippets.js";

/** Characters of a skill's description by the Agent Skills rules; agents list about the first 200. */
const DESCRIPTION_LENGTH = 1_024;
const LISTED_LENGTH = 200;
/** What the list of namespaces may take of the 5,000 tokens that a `SKILL.md` should not exceed. */
const NAMESPACE_TOKENS = 2_400;
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
  const document = fillTemplate(template, {
    slug: name,
    description: JSON.stringify(skillDescription(api)),
    title: inlineText(api.title, 80),
    apiName: api.name,
    packageName: input.package.name,
    operationCount: String(api.operations.length),
    namespaceCount: String(api.namespaces.length),
    claudeCodeCommand: connectionOf(input).claudeCode,
    credentials: credentials(firstVariables(api)),
    searchWords: codeSpan(JSON.stringify(exampleWords(api))),
    firstOperation:
      (api.operations.find(({ effect }) => effect === "read") ?? api.operations[0])?.id ?? "",
    firstNamespace: api.namespaces[0]?.name ?? "",
    pagesText: pagesText(api),
    policyText: policyText(api),
    errorCall: `return await ${callByName(api)};`,
    examples: snippets(api)
      .map((snippet) => `${snippet.title}:\n\n${codeBlock("ts", snippet.code)}`)
      .join("\n\n"),
    namespaceList: namespaceList(api),
  });
  return {
    document,
    files: [{ path: `${folder}/SKILL.md`, content: document }, ...references(api, folder)],
  };
}

/** What an agent sees of the skill before it opens it: the words that should make it open it come first. */
export function skillDescription(api: Api): string {
  const title = plain(api.title, 60);
  const start = `Use ${title}: `;
  let subjects = "";
  for (const { namespace } of largestNamespaces(api)) {
    const next = subjects === "" ? namespace.name : `${subjects}, ${namespace.name}`;
    if (start.length + next.length > LISTED_LENGTH - 2) break;
    subjects = next;
  }
  const rest = `Finds operations by plain words and runs TypeScript that calls several of them at once. Use it whenever a task reads or changes something in ${title}.`;
  return oneLine(`${start}${subjects}. ${rest}`, DESCRIPTION_LENGTH);
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
  return `- A list that comes in pages: \`${loop}\` reads one page after the other, as far as you go. \`search\` marks such operations with \`paginate\`.\n`;
}

/** Words that an agent could search for: what the document calls one of its reads. */
function exampleWords(api: Api): string {
  const read = api.operations.find(({ effect, summary }) => effect === "read" && summary);
  return plain(read?.summary ?? "list everything", 60).toLowerCase();
}

function credentials(variables: readonly EnvironmentVariable[]): string {
  if (variables.length === 0) return "The server needs no credential.";
  const names = variables.map((variable) => codeSpan(variable.name)).join(", ");
  return `The server reads ${names} from its environment. Ask the user to set it there; never ask for a value, and never put one into a snippet.`;
}

/** Without what front matter or a listing could take for markup. */
function plain(value: string, limit: number): string {
  return oneLine(value.replace(/[<>"\\`{}[\]]/g, " "), limit);
}
