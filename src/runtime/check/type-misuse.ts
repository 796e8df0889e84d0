import type { ApiLookup } from "../api/lookup.js";
import { nearest } from "../api/nearest.js";
import { callProblem } from "./call-problem.js";
import { lackingMember } from "./member-problem.js";
import type { Misuse } from "./misuse.js";
import type { OperationPlace, OwnedType, TypeFinding } from "./type-finding.js";

type Problem = Omit<Misuse, "line">;
type Finding<Kind extends TypeFinding["kind"]> = Extract<TypeFinding, { kind: Kind }>;

const SUGGESTIONS = 2;
const LISTED_MEMBERS = 8;
/** What clients of other makes put around a body. */
const ENVELOPE = new Set(["data", "body", "json", "headers", "status", "statusCode", "ok", "text"]);
const PROMISE_MEMBERS = new Set(["then", "catch", "finally"]);

/** What the findings of a type checker mean for the author, in the order of the code; arguments are judged by the rules that hold for a call. */
export function typeMisuses(
  findings: readonly TypeFinding[],
  lookup: ApiLookup,
): readonly Misuse[] {
  const found = new Map<string, Misuse>();
  for (const finding of findings) {
    const problem = problemOf(finding, lookup);
    if (problem === undefined) continue;
    found.set(`${finding.line} ${problem.message}`, { line: finding.line, ...problem });
  }
  return [...found.values()].sort((a, b) => a.line - b.line);
}

function problemOf(finding: TypeFinding, lookup: ApiLookup): Problem | undefined {
  switch (finding.kind) {
    case "member":
      return memberProblem(finding, lookup);
    case "iteration":
      return iterationProblem(finding);
    case "call":
      return notCallable(finding, lookup);
    case "arguments":
      return argumentsProblem(finding, lookup);
  }
}

function memberProblem(finding: Finding<"member">, lookup: ApiLookup): Problem | undefined {
  const { name, owner, object } = finding;
  switch (owner.kind) {
    case "client":
      return lackingMember({ kind: "api" }, name, lookup);
    case "namespace": {
      const namespace = namespaceOf(owner, lookup);
      if (namespace === undefined) return undefined;
      return lackingMember({ kind: "namespace", namespace }, name, lookup);
    }
    case "promise":
      if (PROMISE_MEMBERS.has(name)) return undefined;
      return {
        member: name,
        message: `${object} is a promise, which has no \`${name}\`: write \`(await ${object}).${name}\``,
      };
    case "walk":
      return {
        member: name,
        message: `${object} is an async iterable, which has no \`${name}\`: write \`for await (const item of …)\`, or \`await ….toArray()\` for all of its items`,
      };
    case "array": {
      const items = owner.members.includes(name)
        ? `: its items have it, so take one, or \`.map((item) => item.${name})\``
        : ENVELOPE.has(name)
          ? `: ${plainBody(lookup)}`
          : ": it is the list itself";
      return {
        member: name,
        message: `${object} is ${described(owner)}, which has no \`${name}\`${items}`,
      };
    }
    case "scalar":
      return {
        member: name,
        message: `${object} is ${described(owner)}, which has no \`${name}\``,
      };
    case "object":
      return { member: name, message: lackingProperty(finding, lookup) };
  }
}

function lackingProperty({ name, owner, object }: Finding<"member">, lookup: ApiLookup): string {
  const near = nearest(name, owner.members, SUGGESTIONS).map((one) => `\`${one}\``);
  const anyway = `(\`(${object} as any).${name}\` reads it all the same)`;
  const subject = owner.name === "" ? object : `${object} (${owner.name})`;
  const lacks = `${subject} has no \`${name}\``;
  if (near.length > 0) return `${lacks}; did you mean ${near.join(" or ")}? ${anyway}`;
  if (ENVELOPE.has(name)) return `${lacks}: ${plainBody(lookup)} ${anyway}`;
  const listed = owner.members.slice(0, LISTED_MEMBERS).map((one) => `\`${one}\``);
  const more = owner.members.length > LISTED_MEMBERS ? ", …" : "";
  return listed.length === 0
    ? `${lacks} ${anyway}`
    : `${lacks}; it has ${listed.join(", ")}${more} ${anyway}`;
}

function plainBody({ api }: ApiLookup): string {
  return `a call gives the parsed body itself; ${api.name}.raw(operation, args) gives status and headers with it`;
}

function iterationProblem({ owner, object }: Finding<"iteration">): Problem | undefined {
  switch (owner.kind) {
    case "promise":
      return { message: `${object} is a promise: write \`await\` before it` };
    case "walk":
      return {
        message: `${object} gives its items one after the other: write \`for await (const item of …)\`, or \`await ….toArray()\` for all of them`,
      };
    case "object": {
      const lists = owner.members.map((one) => `\`.${one}\``).join(", ");
      return {
        message: `${object} is ${described(owner)}, no list${lists === "" ? "" : `; its lists: ${lists}`}`,
      };
    }
    default:
      return undefined;
  }
}

function notCallable({ owner, object }: Finding<"call">, lookup: ApiLookup): Problem | undefined {
  switch (owner.kind) {
    case "namespace": {
      const namespace = namespaceOf(owner, lookup);
      if (namespace === undefined) return undefined;
      const [first] = lookup.api.operations.filter((one) => one.namespace === namespace);
      const example = first === undefined ? "" : `, as ${lookup.api.name}.${first.id}(…)`;
      return { message: `${object} is a namespace: call one of its operations${example}` };
    }
    case "client":
      return { message: `${object} is the API's client: call an operation of a namespace` };
    case "object":
    case "array":
    case "scalar":
      return { message: `${object} is ${described(owner)}, no function` };
    default:
      return undefined;
  }
}

function argumentsProblem(
  { operation: place, count, given }: Finding<"arguments">,
  lookup: ApiLookup,
): Problem | undefined {
  const operation = operationAt(place, lookup);
  if (operation === undefined) return undefined;
  const { id } = operation;
  if (count > 1) {
    return { message: `${id} takes one object of arguments, and here are ${count}`, operation: id };
  }
  const problem = callProblem(operation, given, lookup);
  return problem && { message: `${id}: ${problem.message}`, operation: id };
}

function operationAt({ module, name }: OperationPlace, lookup: ApiLookup) {
  const namespace = lookup.api.namespaces.find((one) => one.module === module);
  return namespace && lookup.operation(`${namespace.name}.${name}`);
}

function namespaceOf({ name }: OwnedType, { api }: ApiLookup): string | undefined {
  return api.namespaces.find(({ module }) => module === name)?.name;
}

function described({ kind, name }: OwnedType): string {
  if (kind === "array") return name === "" ? "an array" : `an array of ${name}`;
  if (kind === "scalar") return `a ${name}`;
  if (name === "") return "an object";
  return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
}
