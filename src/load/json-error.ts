import { type ParseOptions, printParseErrorCode, visit } from "jsonc-parser";

/** The first thing that is wrong with a JSON text. */
export interface JsonError {
  readonly offset: number;
  readonly reason: string;
}

/** Finds the first error of JSON, or of JSON with comments; the engine's own message differs between versions and tells no line. */
export function firstJsonError(text: string, options: ParseOptions): JsonError | undefined {
  let first: JsonError | undefined;
  const onError = (error: number, offset: number): void => {
    first ??= { offset, reason: REASONS.get(printParseErrorCode(error)) ?? NO_VALUE };
  };
  visit(text, { onError }, options);
  return first;
}

const NO_VALUE = "this is no JSON value";

const REASONS: ReadonlyMap<string, string> = new Map([
  ["InvalidSymbol", NO_VALUE],
  ["InvalidNumberFormat", "this is no JSON number"],
  ["PropertyNameExpected", "a property name in double quotes is expected here"],
  ["ValueExpected", "a value is expected here"],
  ["ColonExpected", "a colon is expected here"],
  ["CommaExpected", "a comma is expected here"],
  ["CloseBraceExpected", "a closing brace is expected here"],
  ["CloseBracketExpected", "a closing bracket is expected here"],
  ["EndOfFileExpected", "nothing more is expected after the value"],
  ["InvalidCommentToken", "JSON has no comments"],
  ["UnexpectedEndOfComment", "a comment is not closed"],
  ["UnexpectedEndOfString", "a string is not closed"],
  ["UnexpectedEndOfNumber", "a number is not complete"],
  ["InvalidUnicode", "this is no \\u escape"],
  ["InvalidEscapeCharacter", "this escape does not exist in JSON"],
  ["InvalidCharacter", "a control character must be escaped"],
]);
