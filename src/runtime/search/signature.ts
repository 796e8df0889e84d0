import type { Operation } from "../api/api.js";
import type { Property } from "../api/types.js";
import { type Block, blockText, memberOf } from "./block.js";
import { firstSentence, oneLine } from "./plain-text.js";
import { type TypePrint, type TypeView, typeText } from "./type-text.js";

/** How much of a signature is written out. */
export interface SignatureView extends TypeView {
  /** Arguments: `all`, or the required ones and the number of the others. */
  readonly arguments: "all" | "required";
}

const MAX_SUMMARY = 120;
const MAX_PATH = 160;

/** `github.issues.get(args: { owner: string; issue_number: number }): Promise<Issue>`, as a snippet calls it. */
export function signatureText(
  apiName: string,
  operation: Operation,
  view: SignatureView,
  print: TypePrint,
): string {
  const all = argumentsOf(operation);
  const shown = view.arguments === "all" ? all : all.filter((argument) => argument.required);
  const members = shown.map((argument) => memberOf(argument, view, print));
  const hidden = all.length - shown.length;
  const rest = hidden > 0 ? `/* ${hidden} optional: ${operation.id} */` : "";
  return `${apiName}.${operation.id}(${argumentList(all, { members, rest })}): ${resultText(operation, view, print)}`;
}

/** `write · POST /repos/{owner}/{repo}/issues · Create an issue`: one line for a comment. */
export function operationNote(operation: Operation): string {
  const parts = [
    operation.effect,
    oneLine(`${operation.httpMethod} ${operation.path}`, MAX_PATH),
    summaryOf(operation),
    ...(operation.deprecated ? ["deprecated"] : []),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** The summary, or the first sentence of the description, on one line; empty when the document has neither. */
export function summaryOf(operation: Operation, most = MAX_SUMMARY): string {
  return firstSentence(operation.summary ?? operation.description ?? "", most);
}

/** What a caller may pass, required arguments first. A locked argument is not the caller's. */
export function argumentsOf(
  operation: Operation,
): readonly Pick<Property, "name" | "type" | "required" | "description">[] {
  const found: Pick<Property, "name" | "type" | "required" | "description">[] = [];
  for (const { name, type, required, description, preset } of operation.parameters) {
    if (preset?.kind === "locked") continue;
    const needed = required && preset === undefined;
    found.push({ name, type, required: needed, ...(description !== undefined && { description }) });
  }
  const content = operation.body?.contents[0];
  if (operation.body !== undefined && content !== undefined) {
    const { name, required, description } = operation.body;
    found.push({
      name,
      type: content.type,
      required,
      ...(description !== undefined && { description }),
    });
  }
  return [
    ...found.filter((argument) => argument.required),
    ...found.filter((argument) => !argument.required),
  ];
}

function argumentList(all: readonly Pick<Property, "required">[], block: Block): string {
  if (all.length === 0) return "";
  const optional = all.some((argument) => argument.required) ? "" : "?";
  return `args${optional}: ${blockText(block)}`;
}

function resultText(operation: Operation, view: TypeView, print: TypePrint): string {
  const { type, mayBeEmpty } = operation.result;
  if (type === undefined) return "Promise<undefined>";
  const text = typeText(type, { ...view, depth: Math.max(1, view.depth) }, print);
  return `Promise<${text}${mayBeEmpty ? " | undefined" : ""}>`;
}
