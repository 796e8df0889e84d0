import type { Api, Namespace, Operation } from "../../runtime/api/api.js";
import { firstSentence } from "../../runtime/search/plain-text.js";
import { type SignatureView, signatureText, summaryOf } from "../../runtime/search/signature.js";
import { startPrint } from "../../runtime/search/type-text.js";
import type { OutputFile } from "../emitter.js";
import { codeSpan, inlineText, oneLine } from "../markdown.js";
import { namespaceMembers } from "../namespace-sizes.js";

/** All arguments by name, objects without their members: an overview, not the contract. */
const OVERVIEW: SignatureView = {
  arguments: "all",
  depth: 1,
  properties: 12,
  members: 4,
  notes: "left-out",
  named: 0,
  required: "cut",
};

/** Characters; only names of absurd length make a longer one. */
const SIGNATURE_LENGTH = 4_000;

/** The path of a namespace's reference inside the skill's folder. */
export function referencePath(namespace: Namespace): string {
  return `references/${namespace.module}.md`;
}

/** One file per namespace that lists its operations. `folder` is the skill's. */
export function references(api: Api, folder: string): readonly OutputFile[] {
  return namespaceMembers(api).map(({ namespace, operations }) => ({
    path: `${folder}/${referencePath(namespace)}`,
    content: reference(api.name, namespace, operations),
  }));
}

function reference(
  apiName: string,
  namespace: Namespace,
  operations: readonly Operation[],
): string {
  const about = firstSentence(namespace.description ?? "", 300);
  return [
    `# ${codeSpan(`${apiName}.${namespace.name}`)}`,
    "",
    ...(about === "" ? [] : [`> ${inlineText(about, 300)}`, ""]),
    `For whole types, \`search\` an operation by its name, ${codeSpan(`${namespace.name}.*`)}, or \`type:Name\`.`,
    "",
    ...operations.map((operation) => entry(apiName, operation)),
    "",
  ].join("\n");
}

function entry(apiName: string, operation: Operation): string {
  const marks = [operation.effect, ...(operation.deprecated ? ["deprecated"] : [])].join(", ");
  const about = inlineText(summaryOf(operation), 160);
  return [
    `- ${codeSpan(oneLine(signatureText(apiName, operation, OVERVIEW, startPrint()), SIGNATURE_LENGTH))}`,
    `  ${marks}${about === "" ? "" : `: ${about}`}`,
  ].join("\n");
}
