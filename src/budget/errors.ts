import type { Api, Operation } from "../runtime/api/api.js";
import { type ApiLookup, createLookup } from "../runtime/api/lookup.js";
import { type BrokerRun, createBroker } from "../runtime/broker/broker.js";
import { failureAnswer } from "../runtime/execute/answer.js";
import { outcomeFailure } from "../runtime/execute/failure.js";
import type { HostReply } from "../runtime/sandbox/executor.js";
import { argumentsOf } from "../runtime/search/signature.js";
import { type Texts, textsOf } from "./answers.js";
import { type Size, sizeOf } from "./size.js";
import { sampleOf } from "./spread.js";

/** Operations that are called wrongly, each in two ways. */
const CALLED = 40;
/** Nothing may be sent: every call fails before that. */
const NO_NETWORK: typeof fetch = async () => {
  throw new Error("a call that must fail was sent");
};

/**
 * What `execute` answers to the commonest mistakes, a name that there is not and a call without its arguments, made with an even sample of the
 * operations. The texts are the broker's own; nothing is sent. A write that the policy does not allow is refused for that instead.
 */
export async function typicalErrors(api: Api): Promise<Texts> {
  const lookup = createLookup(api);
  const broker = createBroker({
    lookup,
    policy: { allow: [], deny: [] },
    fetch: NO_NETWORK,
    retry: { retries: 0 },
  });
  const run = broker.start(api.limits, new AbortController().signal);
  const ids = new Set(api.operations.map(({ id }) => id));
  const sizes: Size[] = [];
  for (const operation of sampleOf(api.operations, CALLED)) {
    const misspelt = `${operation.id}s`;
    if (!ids.has(misspelt)) sizes.push(...(await errorSize(lookup, run, misspelt)));
    if (needsArguments(operation)) sizes.push(...(await errorSize(lookup, run, operation.id)));
  }
  run.close();
  return textsOf(sizes, sizes.length);
}

function needsArguments(operation: Operation): boolean {
  return argumentsOf(operation).some(({ required }) => required);
}

async function errorSize(lookup: ApiLookup, run: BrokerRun, id: string): Promise<readonly Size[]> {
  const reply = await run.call(id, "{}", new AbortController().signal);
  return reply.kind === "error" ? [sizeOf(errorText(lookup, id, reply))] : [];
}

/** The answer of `execute` to a snippet whose only line is the call. */
function errorText(
  lookup: ApiLookup,
  id: string,
  { name: error, message, data }: Extract<HostReply, { kind: "error" }>,
): string {
  const outcome = {
    kind: "thrown",
    error: { name: error, message, line: 1, ...(data !== undefined && { data }) },
    console: [],
    consoleDropped: 0,
  } as const;
  const { name, limits } = lookup.api;
  const failure = outcomeFailure(outcome, `return await ${name}.${id}({});`, lookup);
  const trace = { console: [], consoleDropped: 0, calls: [], notes: [] };
  return failureAnswer(failure, trace, limits.answerTokens).text;
}
