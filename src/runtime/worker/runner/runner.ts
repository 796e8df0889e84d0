/** The main module of the isolate that the Worker makes for one run. */

import { WorkerEntrypoint } from "cloudflare:workers";
import type { Limits } from "../../api/api.js";
import type { CpuMeter } from "../../sandbox/cpu-meter.js";
import type { Program } from "../../sandbox/executor.js";
import { hostFunctions } from "../../sandbox/host-request.js";
import { runGuest } from "../../sandbox/run-guest.js";
import type { Runner, RunnerAnswer, RunnerHost } from "./contract.js";
import { startIsolateGuest } from "./isolate-guest.js";

/** The platform measures what an isolate uses. */
const UNMETERED: CpuMeter = { start() {}, stop() {}, poll: () => 0 };

export default class SnippetRunner extends WorkerEntrypoint implements Runner {
  async ready(): Promise<void> {}

  async run(
    host: RunnerHost,
    program: Pick<Program, "apiName" | "operations">,
    limits: Limits,
  ): Promise<RunnerAnswer> {
    let printed: unknown;
    const { console, consoleDropped, ...ending } = await runGuest(
      {
        meter: UNMETERED,
        start: startIsolateGuest,
        overrun: (ending) => this.ctx.abort(JSON.stringify(ending)),
      },
      { ...program, code: "" },
      hostFunctions((request) => host.request(request)),
      limits,
      new AbortController().signal,
      (line) => {
        printed = host.print(line);
      },
    );
    // Calls arrive in the order in which they were made: after the last line, all have.
    await printed;
    return { ending, consoleDropped };
  }
}
