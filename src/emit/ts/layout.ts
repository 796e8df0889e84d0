import { displayWidth } from "./display-width.js";

/** The width that prettier's default options format to, in columns. */
const PRINT_WIDTH = 80;

/**
 * Text with the places where it may break: the algebra of Wadler's "A prettier printer", in the dialect of prettier
 * itself, so that what it prints is what prettier would leave as it is.
 */
export type Layout = string | Node;

type Node = { readonly forced: boolean } & (
  | { readonly kind: "concat"; readonly parts: readonly Layout[] }
  | { readonly kind: "group"; readonly body: Layout }
  | { readonly kind: "indent"; readonly body: Layout }
  | { readonly kind: "line"; readonly flat: string }
  | { readonly kind: "hardline" }
  | { readonly kind: "ifBreak"; readonly broken: Layout; readonly flat: Layout }
  | { readonly kind: "fluid"; readonly right: Layout }
  | { readonly kind: "fill"; readonly words: readonly string[] }
  | { readonly kind: "block"; readonly lines: readonly string[] }
);

/** A space, or a new line when the enclosing group breaks. */
export const line: Layout = { kind: "line", flat: " ", forced: false };
/** Nothing, or a new line when the enclosing group breaks. */
export const softline: Layout = { kind: "line", flat: "", forced: false };
/** Always a new line; every enclosing group breaks. */
export const hardline: Layout = { kind: "hardline", forced: true };

export function concat(parts: readonly Layout[]): Layout {
  return { kind: "concat", parts, forced: parts.some(isForced) };
}

/** On one line if it fits in the rest of it, with what follows up to the next possible break; broken otherwise. */
export function group(body: Layout): Layout {
  return { kind: "group", body, forced: isForced(body) };
}

/** A group that is always broken. */
export function brokenGroup(body: Layout): Layout {
  return { kind: "group", body, forced: true };
}

export function indent(body: Layout): Layout {
  return { kind: "indent", body, forced: isForced(body) };
}

/** `broken` or `flat`, as the enclosing group is. */
export function ifBreak(broken: Layout, flat: Layout): Layout {
  return { kind: "ifBreak", broken, flat, forced: isForced(broken) || isForced(flat) };
}

/** After an operator: on the same line if the start of `right`, up to its first possible break, fits there; else on the next one, indented. */
export function fluid(right: Layout): Layout {
  return { kind: "fluid", right, forced: isForced(right) };
}

/** Words with commas, as many on a line as fit. */
export function fill(words: readonly string[]): Layout {
  return { kind: "fill", words, forced: false };
}

/** Lines as they are, each indented, the last one ended too. Every enclosing group breaks. */
export function block(lines: readonly string[]): Layout {
  return { kind: "block", lines, forced: true };
}

export function join(separator: Layout, items: readonly Layout[]): Layout {
  const parts: Layout[] = [];
  for (const item of items) {
    if (parts.length > 0) parts.push(separator);
    parts.push(item);
  }
  return concat(parts);
}

/** True when it cannot stand on one line. */
export function isForced(layout: Layout): boolean {
  return typeof layout !== "string" && layout.forced;
}

/** The text, with LF. */
export function printLayout(layout: Layout): string {
  const pending = new Pending();
  pending.push(0, false, layout);
  const out: string[] = [];
  let column = 0;

  function write(text: string): void {
    out.push(text);
    column += displayWidth(text);
  }
  function newLine(indentation: number): void {
    const last = out.at(-1);
    if (last?.endsWith(" ")) out[out.length - 1] = last.trimEnd();
    out.push(indentationOf(indentation));
    column = indentation;
  }

  while (pending.pop()) {
    const { indentation, flat, layout: node } = pending;
    if (typeof node === "string") {
      write(node);
      continue;
    }
    switch (node.kind) {
      case "concat":
        pending.pushAll(indentation, flat, node.parts);
        break;
      case "group": {
        const onOneLine = !node.forced && (flat || fits(node.body, pending, PRINT_WIDTH - column));
        pending.push(indentation, onOneLine, node.body);
        break;
      }
      case "indent":
        pending.push(indentation + 2, flat, node.body);
        break;
      case "line":
        if (flat) write(node.flat);
        else newLine(indentation);
        break;
      case "hardline":
        newLine(indentation);
        break;
      case "ifBreak":
        pending.push(indentation, flat, flat ? node.flat : node.broken);
        break;
      case "fluid": {
        pending.push(indentation, flat, node.right);
        if (flat || fits(" ", pending, PRINT_WIDTH - column)) {
          write(" ");
        } else {
          pending.pop();
          newLine(indentation + 2);
          pending.push(indentation + 2, flat, node.right);
        }
        break;
      }
      case "fill":
        for (const [index, word] of node.words.entries()) {
          const text = index < node.words.length - 1 ? `${word},` : word;
          if (index > 0 && (flat || column + 1 + text.length <= PRINT_WIDTH)) {
            write(" ");
          } else if (index > 0) {
            newLine(indentation);
          }
          write(text);
        }
        break;
      case "block":
        for (const text of node.lines) {
          out.push(text);
          newLine(indentation);
        }
        break;
    }
  }
  return out.join("");
}

const INDENTATIONS = Array.from({ length: 32 }, (_, width) => `\n${" ".repeat(width)}`);

function indentationOf(width: number): string {
  return INDENTATIONS[width] ?? `\n${" ".repeat(width)}`;
}

/** What is still to be printed, the next on top, in parallel arrays: there are millions, and objects would cost more than the work. */
class Pending {
  readonly #indentations: number[] = [];
  readonly #flats: boolean[] = [];
  readonly #layouts: Layout[] = [];
  /** The entry that `pop` or `peek` has found. */
  indentation = 0;
  flat = false;
  layout: Layout = "";

  get size(): number {
    return this.#layouts.length;
  }

  push(indentation: number, flat: boolean, layout: Layout): void {
    this.#indentations.push(indentation);
    this.#flats.push(flat);
    this.#layouts.push(layout);
  }

  /** So that the first part is on top. */
  pushAll(indentation: number, flat: boolean, parts: readonly Layout[]): void {
    for (let index = parts.length - 1; index >= 0; index--) {
      this.push(indentation, flat, parts[index] ?? "");
    }
  }

  /** False when nothing is left. */
  pop(): boolean {
    if (!this.peek(this.size - 1)) return false;
    this.#indentations.pop();
    this.#flats.pop();
    this.#layouts.pop();
    return true;
  }

  /** False below the bottom. */
  peek(index: number): boolean {
    if (index < 0) return false;
    this.indentation = this.#indentations[index] ?? 0;
    this.flat = this.#flats[index] ?? false;
    this.layout = this.#layouts[index] ?? "";
    return true;
  }
}

/** Whether `body` on one line, with what follows it there, takes at most `width` columns. */
function fits(body: Layout, after: Pending, width: number): boolean {
  const pending = new Pending();
  pending.push(0, true, body);
  let next = after.size;
  let left = width;
  while (left >= 0) {
    let source = pending;
    if (!pending.pop()) {
      next -= 1;
      if (!after.peek(next)) return true;
      source = after;
    }
    const { flat, layout: node } = source;
    if (typeof node === "string") {
      left -= displayWidth(node);
      continue;
    }
    switch (node.kind) {
      case "concat":
        pending.pushAll(0, flat, node.parts);
        break;
      case "group":
        pending.push(0, flat && !node.forced, node.body);
        break;
      case "indent":
        pending.push(0, flat, node.body);
        break;
      case "line":
        if (!flat) return true;
        left -= node.flat.length;
        break;
      case "hardline":
      case "block":
        return true;
      case "ifBreak":
        pending.push(0, flat, flat ? node.flat : node.broken);
        break;
      case "fluid":
        if (!flat) return true;
        pending.push(0, flat, node.right);
        left -= 1;
        break;
      case "fill":
        if (!flat) return left >= (node.words[0]?.length ?? 0);
        left -= node.words.join(", ").length;
        break;
    }
  }
  return false;
}
