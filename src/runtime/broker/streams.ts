import { streamMediaType } from "../client/stream.js";
import { Failure } from "./failure.js";
import { type OpenStream, openStream } from "./open-stream.js";
import { exchangeOf, type Host, perform, prepare, type Run, requestOf } from "./perform.js";

/** Opens the stream of an operation: one call, however long it is read. Throws a `Failure`. */
export function beginStream(
  host: Host,
  run: Run,
  operationId: string,
  argsJson: string,
  signal: AbortSignal,
): Promise<OpenStream> {
  return perform(host, run, operationId, signal, async (operation) => {
    const prepared = prepare(host, run, operation, argsJson, {});
    const accept = streamMediaType(prepared.row);
    if (accept === undefined) {
      throw new Failure("ArgumentError", `${operationId}: it gives no stream. Call it.`, {
        operation: operationId,
      });
    }
    const request = requestOf(
      host,
      { ...prepared, options: { ...prepared.options, accept } },
      prepared.args,
    );
    const opened = await run.lane.run(signal, () =>
      openStream(exchangeOf(host, run, prepared, request, signal)),
    );
    if (opened.kind === "refused") return opened;
    const { response, sent } = opened.begun;
    return { kind: "answered", status: response.status, bytes: sent, value: opened.stream };
  });
}
