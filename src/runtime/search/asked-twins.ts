import type { Operation } from "../api/api.js";
import type { Hit } from "./hit.js";
import { tokenise, wordsOf } from "./tokenise.js";
import type { NameReader } from "./wanted.js";

/** Requests are read as far as this. */
const MAX_REQUEST = 2_000;
/** The one word without meaning of its own that tells twins apart: in all namespaces, or in one. */
const TELLING = "all";

/**
 * Lets of each hit and its twins the one stand for them that the request asks for: whose name has more of its words, as
 * `listPodForAllNamespaces` has of `pods in all namespaces`. Where none has more, it stays as it is; so does one whose twin is a hit itself.
 */
export function createTwinChooser(
  request: string,
  read: NameReader,
  isShown: (operation: string) => boolean,
): (hit: Hit) => Hit {
  const words = new Set(wordsOf(request.slice(0, MAX_REQUEST)));
  const asked = [...words].filter((word) => word === TELLING || tokenise(word).length > 0);
  const askedOf = ({ id }: Operation): number => {
    const own = new Set(wordsOf(id));
    const terms = new Set(read(id));
    return asked.filter((word) => own.has(word) || read(word).some((term) => terms.has(term)))
      .length;
  };
  return (hit) => {
    if (hit.twins.length === 0 || asked.length === 0) return hit;
    let chosen = hit.operation;
    let most = askedOf(chosen);
    for (const twin of hit.twins) {
      const has = askedOf(twin);
      if (has > most && !isShown(twin.id)) {
        chosen = twin;
        most = has;
      }
    }
    if (chosen === hit.operation) return hit;
    const others = hit.twins.filter((twin) => twin !== chosen);
    return { ...hit, operation: chosen, twins: [hit.operation, ...others] };
  };
}
