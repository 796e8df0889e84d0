import type { Api, Namespace, Operation } from "../api/api.js";
import { propertyKey } from "../api/literal.js";
import { nearest } from "../api/nearest.js";
import { fitSections, type TokenBudget } from "./budget.js";
import { oneLine } from "./plain-text.js";
import { argumentsOf, summaryOf } from "./signature.js";

const MAX_NAMESPACES = 60;
const MAX_NEAREST = 8;
const MAX_QUOTED = 60;
const MAX_SUMMARY = 60;
const MAX_ARGUMENTS = 8;
const FRAME_TOKENS = 90;
const HOW_TO_ASK =
  "// Ask in plain words, or exactly: an operation (issues.get), a route (GET /issues/{id}), a namespace (issues.*), type:Issue.";

/** What there is: the namespaces, largest first, and how to ask. */
export function overviewAnswer(api: Api, budget: TokenBudget, offset: number): string {
  return fitSections([HOW_TO_ASK, namespacesText(api, offset)], budget);
}

/** When nothing matches: the names that are nearest, and the namespaces. */
export function missAnswer(
  api: Api,
  query: string,
  wanted: "operation" | "type",
  budget: TokenBudget,
): string {
  const names =
    wanted === "type"
      ? api.types.map((type) => type.name)
      : api.operations.map((operation) => operation.id);
  const near = nearest(query, names, MAX_NEAREST).map((name) =>
    wanted === "type" ? `type:${name}` : name,
  );
  const miss = `// No ${wanted} matches “${oneLine(query, MAX_QUOTED)}”.`;
  const nearText = near.length === 0 ? miss : `${miss} Nearest: ${near.join(", ")}`;
  return fitSections([nearText, HOW_TO_ASK, namespacesText(api, 0)], budget);
}

/** The operations of a namespace, one line each, as many from `offset` on as fit. */
export function namespaceAnswer(
  api: Api,
  namespace: Namespace,
  budget: TokenBudget,
  offset: number,
): string {
  const operations = api.operations.filter((operation) => operation.namespace === namespace.name);
  const lines: string[] = [];
  let used = FRAME_TOKENS;
  for (const operation of operations.slice(offset)) {
    const line = `${api.name}.${operation.id}(${argumentNames(operation)}) // ${operation.effect} · ${summaryOf(operation, MAX_SUMMARY)}`;
    used += budget.count(line) + 1;
    if (used > budget.tokens) break;
    lines.push(line);
  }
  const total = operations.length;
  const last = offset + lines.length;
  const next = last < total && lines.length > 0 ? ` Next: the same query, offset: ${last}.` : "";
  const header = `// ${namespace.name}: ${total} operation${total === 1 ? "" : "s"}; here ${lines.length === 0 ? "none" : `${offset + 1}–${last}`}.${next} Types: search for the operation.`;
  return fitSections([header, lines.join("\n")], budget);
}

/** `{ owner, repo, state? }`. */
function argumentNames(operation: Operation): string {
  const all = argumentsOf(operation);
  if (all.length === 0) return "";
  const names = all
    .slice(0, MAX_ARGUMENTS)
    .map(({ name, required }) => (required ? propertyKey(name) : `${propertyKey(name)}?`));
  return `{ ${[...names, ...(all.length > names.length ? ["…"] : [])].join(", ")} }`;
}

function namespacesText(api: Api, offset: number): string {
  const counts = new Map<string, number>();
  for (const { namespace } of api.operations)
    counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const listed = sorted.slice(offset, offset + MAX_NAMESPACES);
  const last = offset + listed.length;
  const next =
    last < sorted.length ? ` The same with an empty query and offset: ${last} lists more.` : "";
  const names = listed.map(([name, count]) => `${name} ${count}`).join(", ");
  return `// ${api.operations.length} operations in ${sorted.length} namespaces: ${names}.${next}`;
}
