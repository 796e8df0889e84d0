import type { NormalisedOperation } from "../normalise/normalised.js";
import type { Effect, EffectReason, HttpMethod, Operation } from "../runtime/api/api.js";
import { literalSegments } from "./route-name.js";
import { wordsOf } from "./words.js";

/** What a word can be read from. */
type Route = Pick<NormalisedOperation, "method" | "path"> & { readonly operationId?: string };

export interface Classification {
  readonly effect: Effect;
  readonly reason: EffectReason;
}

/** RFC 9110 §9.2.1: safe methods. */
const SAFE_METHODS: ReadonlySet<HttpMethod> = new Set(["GET", "HEAD", "OPTIONS", "QUERY"]);

/** Words that open a channel into a running thing, whatever the method: what goes through it cannot be known. */
const CHANNEL_WORDS = new Set(["exec", "attach", "portforward", "proxy", "connect"]);

/** Words that undo, end or invalidate something. */
const DESTRUCTIVE_WORDS = new Set(
  "delete remove destroy purge revoke rotate wipe erase drop truncate terminate uninstall invalidate deactivate flush kill reset regenerate".split(
    " ",
  ),
);

/** Words of a request that only asks. An operation with one may be lowered by the configuration, never by us. */
const ASKING_WORDS = new Set(
  "search query list get find preview validate check estimate calculate lookup count export compare diff test".split(
    " ",
  ),
);

/** The effect of an operation: its method's, raised by words of its path or id; or the configuration's. */
export function classify(
  operation: NormalisedOperation,
  configured: Effect | undefined,
): Classification {
  if (configured !== undefined) return { effect: configured, reason: { kind: "configured" } };
  const effect = effectOfMethod(operation.method);
  const raised = raise(operation, effect);
  return raised ?? { effect, reason: { kind: "method" } };
}

/** Why an operation has the effect it has: what its route and id say, or else somebody's decision. */
export function effectReasonOf(operation: Operation): EffectReason {
  const route = { ...operation, method: operation.httpMethod };
  const own = effectOfMethod(operation.httpMethod);
  const { effect, reason } = raise(route, own) ?? { effect: own, reason: { kind: "method" } };
  return effect === operation.effect ? reason : { kind: "configured" };
}

export function effectOfMethod(method: HttpMethod): Effect {
  if (SAFE_METHODS.has(method)) return "read";
  return method === "DELETE" ? "destructive" : "write";
}

/** The word for which a reviewer may want to lower a write to a read, with a line in the configuration. */
export function askingWord(operation: Operation): string | undefined {
  if (operation.httpMethod !== "POST" || operation.effectReason.kind !== "method") return undefined;
  return decidingWords({ ...operation, method: operation.httpMethod }).find((word) =>
    ASKING_WORDS.has(word),
  );
}

function raise(operation: Route, effect: Effect): Classification | undefined {
  if (effect === "destructive") return undefined;
  const words = decidingWords(operation);
  const channel = words.find((word) => CHANNEL_WORDS.has(word));
  const destructive = words.find((word) => DESTRUCTIVE_WORDS.has(word));
  if (destructive !== undefined)
    return { effect: "destructive", reason: { kind: "raised", word: destructive } };
  if (channel !== undefined) {
    const raised = effect === "read" ? "write" : "destructive";
    return { effect: raised, reason: { kind: "raised", word: channel } };
  }
  return undefined;
}

/** The words that say what is done: the first of the last literal segment, and the id's verb. */
function decidingWords(operation: Route): string[] {
  const last = wordsOf(literalSegments(operation.path).at(-1) ?? "");
  const id = wordsOf((operation.operationId ?? "").replace(/^[^/.]+[/.]/, ""));
  const candidates =
    operation.method === "GET" || operation.method === "HEAD"
      ? [last.length === 1 ? last[0] : undefined, id[0]]
      : [last[0], id[0], id[1]];
  return candidates.filter((word) => word !== undefined);
}
