import type { Limits } from "../../api/api.js";
import type { Ending } from "../../sandbox/ending.js";
import type { ConsoleLine, HostReply, Program } from "../../sandbox/executor.js";
import type { HostRequest } from "../../sandbox/host-request.js";

// What crosses between the Worker and the isolate of one run.

/** Modules of the isolate. The snippet's is named as stacks name it. */
export const RUNNER_MODULE = "runner.js";
export const GUEST_MODULE = "guest.js";

/** What the isolate may ask of the Worker; all that it says is read as if the snippet had said it. */
export interface RunnerHost {
  request(request: HostRequest): Promise<HostReply>;
  print(line: ConsoleLine): Promise<void>;
}

/** The isolate's entrypoint. One run is all that it is for. */
export interface Runner {
  /** Answers when the isolate has started. Whatever goes wrong after that is the doing of the code in it. */
  ready(): Promise<void>;
  run(
    host: RunnerHost,
    program: Pick<Program, "apiName" | "operations">,
    limits: Limits,
  ): Promise<RunnerAnswer>;
}

export interface RunnerAnswer {
  readonly ending: Ending;
  readonly consoleDropped: number;
}
