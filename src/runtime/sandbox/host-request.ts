import type { HostFunctions, HostReply } from "./executor.js";

/** A call of one of the `HostFunctions` as data: which one, and its texts in order, those it does not take left empty. */
export interface HostRequest {
  readonly kind: string;
  readonly first: string;
  readonly second: string;
  readonly third: string;
}

/** Makes the call. A host function that rejects, or a kind that does not exist, is an error for the guest that says no more. */
export async function askHost(
  host: HostFunctions,
  { kind, first, second, third }: HostRequest,
  signal: AbortSignal,
): Promise<HostReply> {
  try {
    switch (kind) {
      case "call":
        return await host.call(first, second, signal);
      case "raw":
        return await host.raw(first, second, third, signal);
      case "paginate":
      case "stream":
        return await host.iterate(kind, first, second, third, signal);
      case "release":
        return await host.release(first, signal);
      case "search":
        return await host.search(first, signal);
      case "result":
        return await host.result(first, signal);
      default:
        return FAILED;
    }
  } catch {
    return FAILED;
  }
}

const FAILED: HostReply = { kind: "error", name: "Error", message: "The host failed" };

/** Host functions that hand every call to `ask`. */
export function hostFunctions(ask: (request: HostRequest) => Promise<HostReply>): HostFunctions {
  const request = (kind: string, first: string, second: string, third: string) =>
    ask({ kind, first, second, third });
  return {
    call: (operation, argsJson) => request("call", operation, argsJson, ""),
    raw: (operation, argsJson, optionsJson) => request("raw", operation, argsJson, optionsJson),
    iterate: (kind, operation, argsJson, cursor) => request(kind, operation, argsJson, cursor),
    release: (cursor) => request("release", cursor, "", ""),
    search: (queryJson) => request("search", queryJson, "", ""),
    result: (id) => request("result", id, "", ""),
  };
}
