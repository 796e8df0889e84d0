import { RpcTarget } from "cloudflare:workers";
import type { ConsoleLine, HostFunctions, HostReply } from "../sandbox/executor.js";
import { askHost, type HostRequest } from "../sandbox/host-request.js";
import { readLine, readRequest } from "../sandbox/untrusted.js";
import type { RunnerHost } from "./runner/contract.js";

/**
 * All that the isolate of one run can reach of the Worker: `host`, which is asked nothing more once `signal` is aborted, and its console.
 */
export function runnerTarget(
  host: HostFunctions,
  signal: AbortSignal,
  written: (line: ConsoleLine) => void,
): RunnerHost {
  return new Target(host, signal, written);
}

/** Methods on the prototype of a target may be called from outside, and nothing else of it. */
class Target extends RpcTarget implements RunnerHost {
  readonly #host: HostFunctions;
  readonly #signal: AbortSignal;
  readonly #written: (line: ConsoleLine) => void;

  constructor(host: HostFunctions, signal: AbortSignal, written: (line: ConsoleLine) => void) {
    super();
    this.#host = host;
    this.#signal = signal;
    this.#written = written;
  }

  async request(request: HostRequest): Promise<HostReply> {
    const read = readRequest(request);
    if (read === undefined) throw new TypeError("There is no such request.");
    return askHost(this.#host, read, this.#signal);
  }

  async print(line: ConsoleLine): Promise<void> {
    const read = readLine(line);
    if (read !== undefined && !this.#signal.aborted) this.#written(read);
  }
}
