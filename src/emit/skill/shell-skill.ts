import type { Api, Effect, Policy } from "../../runtime/api/api.js";
import type { EnvironmentVariable } from "../../runtime/broker/variables.js";
import type { EmitInput } from "../emitter.js";
import { codeBlock, codeSpan, inlineText } from "../markdown.js";
import { firstVariables } from "../package/connect.js";
import { EFFECTS } from "../policy-text.js";
import { slug } from "../slug.js";
import { fillTemplate, type Template } from "../template.js";
import { thousands } from "../thousands.js";
import { descriptionOf } from "./description.js";
import { examplesOf } from "./examples.js";
import { groundOf } from "./ground.js";
import { productName } from "./product-name.js";
import { searchedOperation, searchWords } from "./searched.js";
import type { Skill } from "./skill.js";
import type { Snippet } from "./snippet.js";

const ENDING = "-shell";
/** By the Agent Skills rules. */
const NAME_LENGTH = 64;

/** The second form of the skill: without a server, by `codemode search` and `codemode run`. Searching stands for references, so it is one file. */
export function emitShellSkill(input: EmitInput, template: Template): Skill {
  const { api, package: facts } = input;
  const name = shellSkillName(api);
  const ground = groundOf(api);
  const searched = searchedOperation(ground);
  const examples = examplesOf(ground);
  const reading = examples.filter((snippet) => strongestOf(snippet) === "read");
  const example = reading[1] ?? reading[0];
  const writing = examples.find((snippet) => strongestOf(snippet) === "write");
  const document = fillTemplate(template, {
    skillName: name,
    description: JSON.stringify(shellSkillDescription(api)),
    compatibility: JSON.stringify(
      "Needs Node.js 20.19 or newer with npx, a shell, and network access to npm and to the API.",
    ),
    product: inlineText(productName(api), 80),
    apiName: api.name,
    packageName: facts.name,
    compilerVersion: facts.compilerVersion,
    operationCount: thousands(api.operations.length),
    credentials: credentials(firstVariables(api)),
    searchWords: JSON.stringify(searchWords(searched)),
    searchedOperation: searched?.id ?? "",
    searchedNamespace: searched?.namespace ?? "",
    policyText: policyText(api.policy),
    runExample: runText(input, example?.code ?? 'return search("*");', ""),
    writeExample:
      writing === undefined
        ? ""
        : `To write, ask the user first, then say it with \`--allow write\`:\n\n${runText(input, writing.code, " --allow write")}\n\n`,
  });
  return { document, files: [{ path: `skills/${name}/SKILL.md`, content: document }] };
}

/** `github-shell`, within the length of a skill's name. */
export function shellSkillName({ name }: Pick<Api, "name">): string {
  return `${slug(name)
    .slice(0, NAME_LENGTH - ENDING.length)
    .replace(/-+$/, "")}${ENDING}`;
}

/** What an agent sees of it before it opens it. */
export function shellSkillDescription(api: Api): string {
  return descriptionOf(
    api,
    `Use it for any of these where a shell with Node.js is at hand and the MCP server ${slug(api.name)} is not connected: \`codemode search\` finds operations, \`codemode run\` runs one snippet of TypeScript that makes all the calls.`,
  );
}

/** What each effect takes on the command line. */
function policyText({ effects, namespaces, operations }: Policy): string {
  const texts = EFFECTS.map((effect) => {
    if (effects[effect] === "allow") return `\`${effect}\` runs`;
    return effects[effect] === "ask"
      ? `\`${effect}\` needs \`--allow ${effect}\``
      : `\`${effect}\` is denied`;
  });
  const own = Object.keys(namespaces).length + Object.keys(operations).length > 0;
  return `${texts.join(", ")}.${own ? " Single namespaces or operations have decisions of their own." : ""}`;
}

function strongestOf({ operations }: Snippet): Effect {
  return operations.some(({ effect }) => effect !== "read") ? "write" : "read";
}

function runText({ package: facts }: EmitInput, code: string, options: string): string {
  const command = `npx -y codemode@${facts.compilerVersion} run node_modules/${facts.name} -${options} <<'TS'`;
  return codeBlock("sh", `${command}\n${code}\nTS`);
}

function credentials(variables: readonly EnvironmentVariable[]): string {
  if (variables.length === 0) return "The API needs no credential.";
  const names = variables.map(({ name }) => codeSpan(name)).join(", ");
  return `They read ${names} from the environment. Ask the user to set it in the shell; never ask for a value, never print one, and never put one into a snippet or a command line.`;
}
