import { paginationOf } from "../api/row.js";
import {
  atPage,
  createPageReader,
  firstPage,
  type Page,
  type PageAnswer,
  type PageRequest,
} from "../client/paginate.js";
import { bodyValue, headersOf } from "../client/response.js";
import { exchange } from "./exchange.js";
import { Failure } from "./failure.js";
import {
  type Attempted,
  attempted,
  exchangeOf,
  type Host,
  type Prepared,
  perform,
  permit,
  prepare,
  type Run,
  requestOf,
} from "./perform.js";

/** The next page of a walk through the pages of an operation. */
export interface PageStep {
  readonly prepared: Prepared;
  readonly asked: PageRequest;
  /** Of the whole walk. */
  readonly read: (asked: PageRequest, answer: PageAnswer) => Page;
}

export interface ReadPage {
  readonly items: readonly unknown[];
  /** Absent after the last page. */
  readonly next?: PageStep;
}

/** The first page of an operation. A page is a call like any other. Throws a `Failure`. */
export function readFirstPage(
  host: Host,
  run: Run,
  operationId: string,
  argsJson: string,
  signal: AbortSignal,
): Promise<ReadPage> {
  return perform(host, run, operationId, signal, async (operation) => {
    const prepared = prepare(host, run, operation, argsJson, {});
    const pagination = paginationOf(prepared.row);
    if (pagination === undefined) {
      throw new Failure(
        "ArgumentError",
        `${operationId}: nothing is known of its pages. Call it, and ask for further ones by its arguments.`,
        { operation: operationId },
      );
    }
    const asked = firstPage(prepared.row, prepared.args);
    return readStep(host, run, { prepared, asked, read: createPageReader(pagination) }, signal);
  });
}

/** A further page. Throws a `Failure`. */
export function readNextPage(
  host: Host,
  run: Run,
  step: PageStep,
  signal: AbortSignal,
): Promise<ReadPage> {
  return perform(host, run, step.prepared.operation.id, signal, async (operation) => {
    permit(operation, host.options);
    return readStep(host, run, step, signal);
  });
}

async function readStep(
  host: Host,
  run: Run,
  step: PageStep,
  signal: AbortSignal,
): Promise<Attempted<ReadPage>> {
  const { prepared, asked } = step;
  const request = atPage(requestOf(host, prepared, asked.args), asked);
  const answer = attempted(
    await run.lane.run(signal, () => exchange(exchangeOf(host, run, prepared, request, signal))),
  );
  if (answer.kind === "refused") return answer;
  const { response, body } = answer.value;
  const page = step.read(asked, {
    url: request.url,
    site: { baseUrl: prepared.baseUrl, servers: prepared.row.servers ?? host.api.servers },
    headers: headersOf(response),
    body: bodyValue(body),
  });
  const next = page.next && { ...step, asked: page.next };
  return { ...answer, value: { items: page.items, ...(next !== undefined && { next }) } };
}
