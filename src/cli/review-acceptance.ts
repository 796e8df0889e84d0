import { printable } from "../diagnostics/printable.js";
import { type Acceptance, everything } from "../review/accept.js";
import { selectOperations, selectRoutes } from "../review/selection.js";
import type { Api, Decision, Operation } from "../runtime/api/api.js";
import { nearest } from "../runtime/api/nearest.js";
import { UsageError } from "./exit.js";

/** The flags of `codemode review` that write. */
export interface AcceptOptions {
  /** `true`: everything. */
  readonly accept?: true | readonly string[];
  readonly allow?: readonly string[];
  readonly ask?: readonly string[];
  readonly deny?: readonly string[];
}

const DECISIONS = ["allow", "ask", "deny"] as const satisfies readonly Decision[];

/**
 * What the flags accept; `undefined` when they accept nothing. An operation with a decision is accepted by that.
 * @throws {UsageError} for a pattern that names nothing, and for two decisions about one operation.
 */
export function acceptanceOf(
  api: Api,
  gone: readonly string[],
  options: AcceptOptions,
): Acceptance | undefined {
  const { accept } = options;
  if (accept === undefined && DECISIONS.every((decision) => options[decision] === undefined)) {
    return undefined;
  }
  const decisions = decisionsOf(api, options);
  if (accept === true) return { ...everything(api, gone), decisions };
  const selected = (accept ?? []).map((pattern) => select(api, gone, pattern));
  return {
    operations: [
      ...new Set([...selected.flatMap(({ operations }) => operations), ...decisions.keys()]),
    ],
    gone: selected.flatMap(({ routes }) => routes),
    decisions,
  };
}

function decisionsOf(api: Api, options: AcceptOptions): ReadonlyMap<Operation, Decision> {
  const decisions = new Map<Operation, Decision>();
  for (const decision of DECISIONS) {
    for (const pattern of options[decision] ?? []) {
      for (const operation of select(api, [], pattern).operations) {
        const other = decisions.get(operation);
        if (other !== undefined && other !== decision) {
          throw new UsageError(
            `--${other} and --${decision} both name ${operation.id}`,
            "Give it one decision.",
          );
        }
        decisions.set(operation, decision);
      }
    }
  }
  return decisions;
}

/** @throws {UsageError} when the pattern names nothing. */
function select(
  api: Api,
  gone: readonly string[],
  pattern: string,
): { readonly operations: readonly Operation[]; readonly routes: readonly string[] } {
  const operations = selectOperations(api, pattern);
  const routes = selectRoutes(gone, pattern);
  if (operations.length + routes.length > 0) return { operations, routes };
  const near = nearest(
    pattern,
    api.operations.map(({ id }) => id),
    3,
  );
  throw new UsageError(
    `There is no operation ${printable(pattern)}`,
    near.length === 0
      ? "Give `namespace.method`, `METHOD /path` or an operationId; `*` stands for anything up to a `/`."
      : `Did you mean ${near.join(", ")}?`,
  );
}
