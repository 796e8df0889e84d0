import { literal } from "../../runtime/api/literal.js";
import { callText, literalArguments } from "./call.js";
import { chainExample, parallelExample } from "./chain-examples.js";
import type { Ground } from "./ground.js";
import { listExample } from "./list-example.js";
import { pagesExample } from "./pages-example.js";
import { best, type Chosen, chosenSo, type Snippet } from "./snippet.js";
import { writeExample } from "./write-example.js";

type Example = (ground: Ground, chosen: Chosen) => Snippet | undefined;

const EXAMPLES: readonly Example[] = [
  listExample,
  chainExample,
  parallelExample,
  pagesExample,
  writeExample,
];

/**
 * Up to five snippets of the operations that stand for the API, type-correct as they are: fields of a list, a chain of two reads, several reads at
 * once, all pages, a write. An API without such an operation has fewer.
 */
export function examplesOf(ground: Ground): readonly Snippet[] {
  const snippets: Snippet[] = [];
  for (const example of EXAMPLES) {
    const snippet = example(ground, chosenSo(snippets));
    if (snippet !== undefined) snippets.push(snippet);
  }
  return snippets;
}

/** A call that an example of an error can stand around: one that gets a thing by what identifies it, if the API has such. */
export function failingCall(ground: Ground): string {
  const { api } = ground;
  const candidates = (ground.reads.length > 0 ? ground.reads : api.operations).flatMap(
    (operation) => {
      const args = ground.sampleOf(operation);
      if (args === undefined || literal(args).length > 200) return [];
      const { type, mayBeEmpty } = operation.result;
      const isThing =
        operation.path.endsWith("}") && type !== undefined && ground.fieldsOf(type).length > 0;
      const score =
        ground.standing(operation, new Set(Object.keys(args))) +
        (isThing && !mayBeEmpty ? 15 : 0) -
        (operation.effect === "read" ? 0 : 20);
      return [{ operation, args, score }];
    },
  );
  const chosen = best(candidates);
  if (chosen === undefined) return `${api.name}.namespace.operation({})`;
  return callText(api.name, chosen.operation, literalArguments(chosen.args));
}
