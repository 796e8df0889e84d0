import type { KnownValue } from "../../check/known-value.js";
import type { OwnedType, TypeFinding } from "../../check/type-finding.js";

/** Where the declarations of the schema are: a folder of `.d.ts` files, or their texts by their paths below it. */
export type Declarations =
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "files"; readonly files: { readonly [path: string]: string } };

/** The first line that a checker process is sent. Each further one is a `TypedSnippet`. */
export interface Opening {
  /** The URL of the manifest of TypeScript 7. */
  readonly typescript: string;
  readonly declarations: Declarations;
  /** The API's global, and the interface of its type. */
  readonly name: string;
  readonly typeName: string;
}

/** What a checker process answers: first that it is ready, then the findings in each snippet. */
export type Reply =
  | { readonly kind: "ready" }
  | { readonly kind: "checked"; readonly findings: readonly TypeFinding[] };

const MOST_DEPTH = 12;

/** @throws {TypeError} for anything else than an opening. */
export function readOpening(message: unknown): Opening {
  if (isRecord(message)) {
    const { typescript, name, typeName } = message;
    const declarations = readDeclarations(message["declarations"]);
    if (
      declarations !== undefined &&
      typeof typescript === "string" &&
      typeof name === "string" &&
      typeof typeName === "string"
    ) {
      return { typescript, declarations, name, typeName };
    }
  }
  throw new TypeError("not an opening");
}

function readDeclarations(value: unknown): Declarations | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, folder } = value;
  if (kind === "folder" && typeof folder === "string") return { kind, folder };
  if (kind !== "files" || !isRecord(value["files"])) return undefined;
  const files = Object.entries(value["files"]).map(([path, text]) => [path, String(text)]);
  return { kind, files: Object.fromEntries(files) };
}

/** One line for a reply. The members of what is known of an object are written as pairs. */
export function writeReply(reply: Reply): string {
  return `${JSON.stringify(reply, (_, value: unknown) => (value instanceof Map ? [...value] : value))}\n`;
}

/** A line of a checker process, which has read hostile text; `undefined` when it is no reply. */
export function readReply(line: string): Reply | undefined {
  const reply = parsed(line);
  if (!isRecord(reply)) return undefined;
  if (reply["kind"] === "ready") return { kind: "ready" };
  const found = reply["findings"];
  if (reply["kind"] !== "checked" || !Array.isArray(found)) return undefined;
  const findings = found.map(readFinding);
  const whole = findings.filter((one) => one !== undefined);
  return whole.length === findings.length ? { kind: "checked", findings: whole } : undefined;
}

function readFinding(value: unknown): TypeFinding | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, line, object, name, owner, operation, count, given } = value;
  if (typeof line !== "number") return undefined;
  if (kind === "arguments") {
    if (!isRecord(operation) || typeof count !== "number") return undefined;
    const { module, name: method } = operation;
    if (typeof module !== "string" || typeof method !== "string") return undefined;
    const place = { module, name: method };
    return { kind, line, operation: place, count, given: readKnown(given, 0) };
  }
  const owned = readOwned(owner);
  if (owned === undefined || typeof object !== "string") return undefined;
  if (kind === "iteration" || kind === "call") return { kind, line, object, owner: owned };
  if (kind !== "member" || typeof name !== "string") return undefined;
  return { kind, line, object, name, owner: owned };
}

const OWNED_KINDS: readonly OwnedType["kind"][] = [
  "client",
  "namespace",
  "object",
  "array",
  "scalar",
  "promise",
  "walk",
];

function readOwned(value: unknown): OwnedType | undefined {
  if (!isRecord(value)) return undefined;
  const kind = OWNED_KINDS.find((one) => one === value["kind"]);
  const { name, members } = value;
  if (kind === undefined || typeof name !== "string" || !Array.isArray(members)) return undefined;
  return { kind, name, members: members.filter((one) => typeof one === "string") };
}

/** What cannot be read is unknown, and what is unknown refuses nothing. */
function readKnown(value: unknown, depth: number): KnownValue {
  if (!isRecord(value) || depth > MOST_DEPTH) return { kind: "unknown" };
  const { kind, items, members, noun, isWhole } = value;
  switch (kind) {
    case "undefined":
    case "string":
    case "number":
    case "boolean":
      return { kind };
    case "scalar":
      return readScalar(value["value"]);
    case "other":
      return typeof noun === "string" ? { kind, noun } : { kind: "unknown" };
    case "array": {
      if (!Array.isArray(items)) return { kind: "unknown" };
      const known = items.map((item) => readKnown(item, depth + 1));
      return { kind, items: known, isWhole: isWhole === true };
    }
    case "object": {
      if (!Array.isArray(members)) return { kind: "unknown" };
      const known = new Map<string, KnownValue>();
      for (const pair of members) {
        if (!Array.isArray(pair) || typeof pair[0] !== "string") return { kind: "unknown" };
        known.set(pair[0], readKnown(pair[1], depth + 1));
      }
      return { kind, members: known, isWhole: isWhole === true };
    }
    default:
      return { kind: "unknown" };
  }
}

function readScalar(value: unknown): KnownValue {
  const isScalar =
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean";
  return isScalar ? { kind: "scalar", value } : { kind: "unknown" };
}

/** The value of a line of JSON; `undefined` when it is none. */
export function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null;
}
