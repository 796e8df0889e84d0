import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type {
  NormalisedDocument,
  NormalisedLink,
  NormalisedOperation,
} from "../normalise/normalised.js";
import { lookUp } from "../normalise/reference.js";
import type { Link, Operation } from "../runtime/api/api.js";
import type { JsonValue } from "../runtime/api/types.js";

/** The operations with their links (OAS 3.1 §4.8.20), each to an operation by its id. `sources` are theirs, in the same order. */
export function linkOperations(
  document: NormalisedDocument,
  sources: readonly NormalisedOperation[],
  operations: readonly Operation[],
  diagnostics: Diagnostics,
): readonly Operation[] {
  const byOperationId = new Map(operations.map((operation) => [operation.operationId, operation]));
  const byPointer = new Map(operations.map((operation) => [operation.source, operation]));
  const targetOf = ({ target, pointer }: NormalisedLink): Operation | undefined =>
    target.kind === "operationId"
      ? byOperationId.get(target.operationId)
      : byPointer.get(lookUp(document.root, target.operationRef, pointer)?.pointer ?? "");
  return operations.map((operation, index) => {
    const responses = sources[index]?.responses ?? [];
    const links = responses.flatMap(({ status, links: found = [] }) =>
      found.flatMap((link): readonly Link[] => {
        const target = targetOf(link);
        if (target === undefined) {
          diagnostics.report("link-dangling", link.pointer, { name: link.name });
          return [];
        }
        return [linkTo(link, status, target)];
      }),
    );
    return links.length === 0 ? operation : { ...operation, links };
  });
}

function linkTo(link: NormalisedLink, status: string, target: Operation): Link {
  const parameters = Object.entries(link.parameters).map(([key, value]): [string, JsonValue] => [
    argumentOf(target, key),
    value,
  ]);
  return {
    name: link.name,
    status,
    operation: target.id,
    ...(parameters.length > 0 && { parameters: Object.fromEntries(parameters) }),
    ...(link.body !== undefined && { body: link.body }),
  };
}

/** A link names a parameter by its wire name, perhaps with its location: `path.id`. */
function argumentOf(target: Operation, key: string): string {
  const qualified = /^(path|query|header|cookie)\.(.+)$/.exec(key);
  const found =
    target.parameters.find(
      (parameter) => parameter.in === qualified?.[1] && parameter.wireName === qualified[2],
    ) ?? target.parameters.find((parameter) => parameter.wireName === key);
  return found?.name ?? key;
}
