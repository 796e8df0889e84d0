import type { Program } from "acorn";
import type { TypedSnippet } from "../check/type-check.js";
import { formBody } from "./forms.js";
import type { StripTypes } from "./strip-types.js";
import { firstImport, type Parsed, parseJavaScript } from "./syntax.js";

/** What a snippet is once read: something to run, or the reason why nothing runs. */
export type Snippet =
  /** `code` is the body of an async function in JavaScript, with the lines of the snippet; `program` is what it was made from, `typed` what the author wrote. */
  | {
      readonly kind: "body";
      readonly code: string;
      readonly program: Program;
      readonly typed: TypedSnippet;
    }
  | { readonly kind: "refused"; readonly message: string; readonly line?: number };

const NO_IMPORTS =
  "Imports are not available in a snippet: everything there is, is already in scope";

/** An object literal, which would read as a block. */
const OPENS_OBJECT = /^\s*\{/;
/** A function expression without a name, which would read as a broken declaration. */
const OPENS_FUNCTION = /^\s*(?:async\s+)?function\b/;
/** `f<T>(x)` is also valid JavaScript, with another meaning. */
const TYPE_ARGUMENTS = /(?<!=)>\s*[(`]/;

/**
 * Reads a snippet in any of the accepted forms: the body of an async function, one function (arrow, expression or
 * declaration), one expression, or a module with a default export; TypeScript or JavaScript; bare or in a Markdown fence.
 */
export async function readSnippet(
  source: string,
  stripTypes: StripTypes,
  signal: AbortSignal,
): Promise<Snippet> {
  const code = unfence(source);
  let refusal: Snippet = { kind: "refused", message: "There is no code" };
  if (code.trim() === "") return refusal;
  for (const candidate of candidates(code)) {
    const parsed = await parseTypeScript(candidate, stripTypes, signal);
    if (parsed.kind === "program") return accept(parsed.program, parsed.code, candidate);
    refusal = {
      kind: "refused",
      message: parsed.message,
      ...(parsed.line !== undefined && { line: parsed.line }),
    };
  }
  return refusal;
}

function accept(program: Program, code: string, source: string): Snippet {
  const line = firstImport(program);
  if (line !== undefined) return { kind: "refused", message: NO_IMPORTS, line };
  const form = program.body.some(({ type }) => type.startsWith("Export")) ? "module" : "body";
  return { kind: "body", code: formBody(program, code), program, typed: { source, form } };
}

/** The ways to read the code, likeliest first. A parenthesis in front moves no line. */
function candidates(code: string): readonly string[] {
  const parenthesised = `(${code.replace(/[;\s]+$/, "")}\n)`;
  if (OPENS_OBJECT.test(code)) return [parenthesised, code];
  if (OPENS_FUNCTION.test(code)) return [code, parenthesised];
  return [code];
}

type TypeScriptParsed =
  | { readonly kind: "program"; readonly program: Program; readonly code: string }
  | Extract<Parsed, { kind: "error" }>;

async function parseTypeScript(
  code: string,
  stripTypes: StripTypes,
  signal: AbortSignal,
): Promise<TypeScriptParsed> {
  const parsed = parseJavaScript(code);
  if (parsed.kind === "program" && !TYPE_ARGUMENTS.test(code)) {
    return { kind: "program", program: parsed.program, code };
  }
  const stripped = await stripTypes(code, signal);
  if (stripped.kind === "error") return stripped;
  const again = parseJavaScript(stripped.code);
  return again.kind === "error"
    ? again
    : { kind: "program", program: again.program, code: stripped.code };
}

/** A Markdown fence around the whole becomes empty lines, so that line numbers stay the author's. */
function unfence(source: string): string {
  const text = source.replace(/^\uFEFF/, "");
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const fence = /^\s*(?<marks>`{3,}|~{3,})[^`]*$/.exec(lines[first] ?? "")?.groups?.["marks"];
  if (fence === undefined || first >= last || lines[last]?.trim() !== fence) return text;
  return [...lines.slice(0, first), "", ...lines.slice(first + 1, last), ""].join("\n");
}
