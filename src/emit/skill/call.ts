import type { Operation } from "../../runtime/api/api.js";
import { isIdentifierName, literal, propertyKey } from "../../runtime/api/literal.js";
import type { JsonValue } from "../../runtime/api/types.js";
import type { Place } from "./result-list.js";

/** An argument of a call with the code of its value. */
export interface Argument {
  readonly name: string;
  readonly code: string;
}

/** Characters of a line of code. */
const LINE = 96;

/** The code of values that are given as they are. */
export function literalArguments(values: {
  readonly [argument: string]: JsonValue;
}): readonly Argument[] {
  return Object.entries(values).map(([name, value]) => ({ name, code: literal(value) }));
}

/** `github.issues.get({ owner: "OWNER", issue_number: 1 })`; a long one has a line for each argument. */
export function callText(apiName: string, { id }: Operation, args: readonly Argument[]): string {
  const callee = `${apiName}.${id}`;
  return args.length === 0 ? `${callee}()` : bracedText(`${callee}(`, args.map(memberText), ")");
}

/** `github.paginate(github.issues.list, { owner: "OWNER" })`; the typed client wants the arguments also where none is needed. */
export function walkText(apiName: string, { id }: Operation, args: readonly Argument[]): string {
  const walked = `${apiName}.paginate(${apiName}.${id}`;
  if (args.length === 0) return `${walked}, {})`;
  return bracedText(`${walked}, `, args.map(memberText), ")");
}

/** An object literal between two texts, with a line for each member where one line would be too long. */
export function bracedText(before: string, members: readonly string[], after: string): string {
  const short = `${before}{ ${members.join(", ")} }${after}`;
  if (short.length <= LINE && !short.includes("\n")) return short;
  return `${before}{\n${members.map((member) => `  ${indented(member, 2)},\n`).join("")}}${after}`;
}

/** An object literal on one line. */
export function objectText(members: readonly Argument[]): string {
  return `{ ${members.map(memberText).join(", ")} }`;
}

function memberText({ name, code }: Argument): string {
  return name === code && isIdentifierName(name) ? name : `${propertyKey(name)}: ${code}`;
}

/** An expression for a place in what a call resolves to; an absent list is an empty one. */
export function awaitedText(call: string, { access, absent }: Place): string {
  if (access === "" && !absent) return `await ${call}`;
  const place = access === "" ? `await ${call}` : `(await ${call})${access}`;
  return absent ? `${access === "" ? `(${place})` : place} ?? []` : place;
}

/** Every line but the first further in, by `spaces`. */
export function indented(code: string, spaces: number): string {
  return code.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}
