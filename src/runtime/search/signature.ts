import type { Operation } from "../api/api.js";
import { elementTypes, type TypesByName, typesAt } from "../api/type-place.js";
import type { Property } from "../api/types.js";
import { type Block, blockText, memberOf } from "./block.js";
import { firstSentence, oneLine } from "./plain-text.js";
import { startPrint, type TypePrint, type TypeView, typeText, wantedTerms } from "./type-text.js";
import type { NameReader } from "./wanted.js";

/** How much of a signature is written out. */
export interface SignatureView extends TypeView {
  /** Arguments: `all`, or the required and wanted ones and the number of the others. */
  readonly arguments: "all" | "required";
}

const ITEM_VIEW: TypeView = {
  depth: 0,
  properties: 0,
  named: 0,
  members: 0,
  notes: "left-out",
  required: "cut",
};
const MAX_SUMMARY = 120;
const SHORT_SUMMARY = 70;
/** Optional arguments that are shown because a request asks for them. */
const MAX_ASKED = 4;
const MAX_PATH = 160;

/** `github.issues.get(args: { owner: string; issue_number: number }): Promise<Issue>`, as a snippet calls it. */
export function signatureText(
  apiName: string,
  operation: Operation,
  view: SignatureView,
  print: TypePrint,
): string {
  return `${callText(apiName, operation, view, print)}: ${resultText(operation, view, print)}`;
}

/** `github.issues.get(args: { owner: string; issue_number: number })`: a signature without its result. */
export function callText(
  apiName: string,
  operation: Operation,
  view: SignatureView,
  print: TypePrint,
): string {
  const all = argumentsOf(operation);
  const isWhole = view.arguments === "all";
  const asked = isWhole ? [] : all.filter((one) => wantedTerms(one, print).length > 0);
  const optional = new Set(asked.filter((one) => !one.required).slice(0, MAX_ASKED));
  const shown = isWhole ? all : all.filter((one) => one.required || optional.has(one));
  const members = shown.map((one) => {
    const depth = optional.has(one) ? 0 : view.depth;
    return memberOf(one, { ...view, depth, required: "kept" }, print);
  });
  const hidden = all.length - shown.length;
  const rest = hidden > 0 ? `/* ${hidden} optional */` : "";
  return `${apiName}.${operation.id}(${argumentList(all, { members, rest })})`;
}

/** `Promise<Issue>`: what a call resolves to. */
export function resultText(operation: Operation, view: TypeView, print: TypePrint): string {
  const { type, mayBeEmpty } = operation.result;
  if (type === undefined) return "Promise<undefined>";
  const text = typeText(type, { ...view, depth: Math.max(1, view.depth) }, print);
  return `Promise<${text}${mayBeEmpty ? " | undefined" : ""}>`;
}

/**
 * `write · POST /repos/{owner}/{repo}/issues · Create an issue`: one line for a comment. A summary of nothing but words of the
 * name and the route may be left out.
 */
export function operationNote(
  operation: Operation,
  summary: SummaryNote,
  read: NameReader,
): string {
  const about = summaryOf(operation, summary === "always" ? MAX_SUMMARY : SHORT_SUMMARY);
  const parts = [
    operation.effect,
    oneLine(`${operation.httpMethod} ${operation.path}`, MAX_PATH),
    summary === "always" || (summary === "telling" && isTelling(about, operation, read))
      ? about
      : "",
    ...(operation.deprecated ? ["deprecated"] : []),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** Whether a note has the summary: `telling` when it says more than name and route do. */
export type SummaryNote = "always" | "telling" | "never";

function isTelling(summary: string, { id, path }: Operation, read: NameReader): boolean {
  const known = new Set([...read(id), ...read(path)]);
  return read(summary).some((term) => !known.has(term));
}

/**
 * `paginate: github.paginate(github.issues.list, args) yields Issue`: one line for a comment, empty for an operation without pages.
 */
export function paginateNote(
  apiName: string,
  { id, pagination, result }: Operation,
  types: TypesByName,
): string {
  if (pagination === undefined || result.type === undefined) return "";
  const [item] = typesAt(result.type, pagination.items, types).flatMap((list) =>
    elementTypes(list, types),
  );
  const isNamed = item?.kind === "ref" || item?.kind === "string";
  const items = isNamed ? typeText(item, ITEM_VIEW, startPrint()) : "its items";
  return `paginate: ${apiName}.paginate(${apiName}.${id}, args) yields ${items}`;
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
