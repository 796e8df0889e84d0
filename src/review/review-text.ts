import {
  applyEdits,
  createScanner,
  findNodeAtLocation,
  modify,
  type Node,
  type ParseOptions,
  parseTree,
} from "jsonc-parser";
import { literal } from "../runtime/api/literal.js";
import type { Review, ReviewedOperation } from "./review.js";

const SYNTAX: ParseOptions = { allowTrailingComma: true };
const MEMBER_INDENT = "    ";
const END_INDENT = "  ";
const SCHEMA = "./node_modules/codemode/schemas/codemode.policy.schema.json";

/**
 * The text of a review: one line an operation, sorted by route, so that a diff of two versions reads as what was decided. Of an `earlier`
 * text, which must be a valid review, everything but the operations stays as it is, and a comment stays with its operation: it stands above it, or behind it.
 */
export function reviewText(review: Review, earlier: string | undefined): string {
  if (earlier === undefined) {
    const head = { $schema: SCHEMA, newReads: review.newReads };
    const fresh = Object.entries(head).map(([key, value]) => `  "${key}": ${literal(value)},\n`);
    return `{\n${fresh.join("")}  "operations": ${operationsText(review, NOTHING)}\n}\n`;
  }
  const text = withOperations(earlier);
  const node = operationsNode(text);
  if (node === undefined) throw new Error("the review has no operations to edit");
  const lines = operationsText(review, writtenOf(text, node));
  const written = text.includes("\r\n") ? lines.replace(/\r?\n/g, "\r\n") : lines;
  return text.slice(0, node.offset) + written + text.slice(node.offset + node.length);
}

/** What stands in the object `operations` of an earlier text. */
interface Written {
  /** Comments behind its opening brace. */
  readonly opening: readonly string[];
  readonly members: ReadonlyMap<string, WrittenMember>;
  /** Comments before its closing brace. */
  readonly closing: readonly string[];
}

interface WrittenMember {
  readonly above: readonly string[];
  readonly value: Node;
  readonly text: string;
  readonly behind: readonly string[];
}

const NOTHING: Written = { opening: [], members: new Map(), closing: [] };

function operationsText({ operations }: Review, written: Written): string {
  const sorted = [...operations].sort(([left], [right]) => (left < right ? -1 : 1));
  const opening = written.opening.map((comment) => ` ${comment}`).join("");
  const lines = sorted.flatMap(([route, reviewed], at) => {
    const earlier = written.members.get(route);
    const value =
      earlier !== undefined && isSame(earlier.value, reviewed) ? earlier.text : valueText(reviewed);
    const comma = at === sorted.length - 1 ? "" : ",";
    const behind = (earlier?.behind ?? []).map((comment) => ` ${comment}`).join("");
    return [...(earlier?.above ?? []), `${literal(route)}: ${value}${comma}${behind}`];
  });
  const all = [...lines, ...written.closing];
  if (all.length === 0 && opening === "") return "{}";
  return `{${opening}\n${all.map((line) => `${MEMBER_INDENT}${line}\n`).join("")}${END_INDENT}}`;
}

function valueText({ effect, decision }: ReviewedOperation): string {
  const own = decision === undefined ? "" : `, "decision": ${literal(decision)}`;
  return `{ "effect": ${literal(effect)}${own} }`;
}

function isSame(value: Node, { effect, decision }: ReviewedOperation): boolean {
  const valueAt = (key: string): unknown => findNodeAtLocation(value, [key])?.value;
  return valueAt("effect") === effect && valueAt("decision") === decision;
}

function withOperations(text: string): string {
  if (operationsNode(text) !== undefined) return text;
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: "\n" };
  return applyEdits(text, modify(text, ["operations"], {}, { formattingOptions }));
}

function operationsNode(text: string): Node | undefined {
  const root = parseTree(text, [], SYNTAX);
  return root === undefined ? undefined : findNodeAtLocation(root, ["operations"]);
}

/** Takes the object apart. A comment on the line where something ends belongs to that, any other one to what follows. */
function writtenOf(text: string, node: Node): Written {
  const children = node.children ?? [];
  const ends = [node.offset + 1, ...children.map((child) => child.offset + child.length)];
  const starts = [...children.map((child) => child.offset), node.offset + node.length - 1];
  const gaps = ends.map((end, at) => commentsIn(text, end, starts[at] ?? end));
  const members = children.flatMap((child, at): readonly [string, WrittenMember][] => {
    const [key, value] = child.children ?? [];
    if (key === undefined || value === undefined) return [];
    const member = {
      above: gaps[at]?.below ?? [],
      value,
      text: text.slice(value.offset, value.offset + value.length),
      behind: gaps[at + 1]?.behind ?? [],
    };
    return [[String(key.value), member]];
  });
  return {
    opening: children.length === 0 ? [] : (gaps[0]?.behind ?? []),
    members: new Map(members),
    closing: children.length === 0 ? allOf(gaps[0]) : (gaps.at(-1)?.below ?? []),
  };
}

interface Comments {
  /** Those on the line where the gap begins. */
  readonly behind: readonly string[];
  readonly below: readonly string[];
}

function allOf(comments: Comments | undefined): readonly string[] {
  return [...(comments?.behind ?? []), ...(comments?.below ?? [])];
}

/** The comments of a part of the text that holds nothing else but commas and white space. */
function commentsIn(text: string, from: number, to: number): Comments {
  const scanner = createScanner(text.slice(from, to));
  const behind: string[] = [];
  const below: string[] = [];
  let line = 0;
  for (let kind = scanner.scan(); kind !== END_OF_FILE; kind = scanner.scan()) {
    if (kind === LINE_BREAK) line += 1;
    if (kind !== LINE_COMMENT && kind !== BLOCK_COMMENT) continue;
    const start = from + scanner.getTokenOffset();
    (line === 0 ? behind : below).push(text.slice(start, start + scanner.getTokenLength()));
  }
  return { behind, below };
}

/** `SyntaxKind` of jsonc-parser, which is a const enum: it does not exist where modules are compiled one by one. */
const [LINE_COMMENT, BLOCK_COMMENT, LINE_BREAK, END_OF_FILE] = [12, 13, 14, 17];
