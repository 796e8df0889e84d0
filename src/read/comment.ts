import type { ts } from "ts-morph";
import { docText } from "../emit/ts/doc-block.js";
import type { Module } from "./module.js";

/** A JSDoc comment as the schema writes them: text, then tags. */
export interface Comment {
  /** What stands before the first tag, or under `@remarks` where nothing does. */
  readonly text: string | undefined;
  readonly isRemarks: boolean;
  readonly tags: readonly CommentTag[];
}

export interface CommentTag {
  readonly name: string;
  /** The rest of its line; what follows on other lines is joined by spaces. */
  readonly value: string;
  /** Where it stands in the text of the module. */
  readonly offset: number;
}

const NOTHING: Comment = { text: undefined, isRemarks: false, tags: [] };

/** The JSDoc comment right before a node, on lines of its own or on the node's. */
export function commentOf({ ts, text, syntax }: Module, node: ts.Node): Comment {
  const start = node.getStart(syntax);
  const range = [
    ...(ts.getTrailingCommentRanges(text, node.pos) ?? []).filter(
      ({ end }) => text[node.pos - 1] === "{" || !text.slice(end, start).includes("\n"),
    ),
    ...(ts.getLeadingCommentRanges(text, node.pos) ?? []),
  ].findLast(({ pos }) => text.startsWith("/**", pos) && text[pos + 3] !== "/");
  if (range === undefined) return NOTHING;
  const sections: Section[] = [{ name: "", offset: range.pos, lines: [] }];
  for (const line of linesOf(text.slice(range.pos + 3, range.end - 2), range.pos + 3)) {
    const tag = /^@([A-Za-z]+)(?:[ \t]+|$)/.exec(line.text);
    if (tag === null) sections.at(-1)?.lines.push(line.text);
    else {
      const [whole, name = ""] = tag;
      sections.push({ name, offset: line.offset, lines: [line.text.slice(whole.length)] });
    }
  }
  const [first, ...tags] = sections;
  const own = textOf(first);
  const remarks = tags.find(({ name }) => name === "remarks");
  const heading = own === undefined ? textOf(remarks) : undefined;
  return {
    text: own ?? heading,
    isRemarks: heading !== undefined,
    tags: tags
      .filter((section) => section !== remarks || heading === undefined)
      .map(({ name, offset, lines }) => ({
        name,
        offset,
        value: docText(lines.join(" ").trim()),
      })),
  };
}

interface Section {
  readonly name: string;
  readonly offset: number;
  readonly lines: string[];
}

function textOf(section: Section | undefined): string | undefined {
  const text = section?.lines.join("\n").trim() ?? "";
  return text === "" ? undefined : docText(text);
}

/** The lines of a comment without what frames them. */
function linesOf(
  inner: string,
  start: number,
): readonly { readonly text: string; readonly offset: number }[] {
  let offset = start;
  return inner.split("\n").map((raw, index) => {
    const frame = (index === 0 ? /^[ \t]?/ : /^[ \t]*(?:\*[ \t]?)?/).exec(raw)?.[0].length ?? 0;
    const line = { text: raw.slice(frame).trimEnd(), offset: offset + frame };
    offset += raw.length + 1;
    return line;
  });
}
