import type { Random } from "../requests/sample-random.js";
import type { Mutation } from "./mutation.js";
import { operationMutations } from "./operation-mutations.js";
import type { RawDocument } from "./raw-document.js";
import { drawSite, schemaMutations } from "./schema-mutations.js";
import type { Ways } from "./schema-sites.js";

/** Draws until a kind has a place in the document that it fits; kinds evenly, places evenly over operations. */
export function drawMutation(document: RawDocument, ways: Ways, random: Random): Mutation {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const found = drawOnce(document, ways, random);
    if (found !== undefined) return found;
  }
  throw new Error("no kind of mutation fits the document");
}

const MAX_TRIES = 10_000;
/** Places that are tried for one kind. */
const MAX_PLACES = 40;

function drawOnce(document: RawDocument, ways: Ways, random: Random): Mutation | undefined {
  const which = random.below(operationMutations.length + schemaMutations.length);
  const ofOperation = operationMutations[which];
  const ofSchema = schemaMutations[which - operationMutations.length];
  for (let place = 0; place < MAX_PLACES; place += 1) {
    const operation = random.pick(document.operations);
    const found =
      ofOperation !== undefined && operation !== undefined
        ? ofOperation(operation, document, random)
        : ofSchema && schemaMutation();
    if (found !== undefined) return found;
  }
  return undefined;

  function schemaMutation(): Mutation | undefined {
    const site = drawSite({ document, ways, random });
    return site && ofSchema?.(site, { document, ways, random });
  }
}
