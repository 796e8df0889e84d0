/** A sandbox thread: runs one snippet at a time, each in a fresh machine, and knows nothing but its messages. */

import { parentPort, workerData } from "node:worker_threads";
import { readEngine } from "../sandbox/engine.js";
import type { HostFunctions, HostReply, Program } from "../sandbox/executor.js";
import { hostFunctions } from "../sandbox/host-request.js";
import { runProgram } from "../sandbox/quickjs.js";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.js";

if (parentPort === null) throw new Error("The sandbox worker runs in a worker thread only.");
const port = parentPort;
const { module, guest }: ThreadData = workerData;
const engine = readEngine(module, guest);

let operations: Program["operations"] = {};
let waiting = new Map<number, (reply: HostReply) => void>();
let current = 0;

port.on("message", (message: ToThread) => {
  if (message.kind === "run") void run(message);
  else if (message.run === current) waiting.get(message.id)?.(message.reply);
});
post({ kind: "ready" });

async function run(message: Extract<ToThread, { kind: "run" }>): Promise<void> {
  const { run, code, apiName, limits } = message;
  operations = message.operations ?? operations;
  current = run;
  waiting = new Map();
  try {
    const { console, consoleDropped, ...ending } = await runProgram(
      engine,
      { code, apiName, operations },
      hostOf(run),
      limits,
      new AbortController().signal,
      (line) => post({ kind: "console", run, line }),
    );
    post({ kind: "ended", run, ending, consoleDropped });
  } catch (error) {
    post({ kind: "broken", run, message: String(error) });
  }
}

/** The host's functions as messages. */
function hostOf(run: number): HostFunctions {
  let lastId = 0;
  return hostFunctions((request) => {
    lastId += 1;
    const id = lastId;
    post({ kind: "request", run, id, request });
    return new Promise((resolve) => {
      waiting.set(id, (reply) => {
        waiting.delete(id);
        resolve(reply);
      });
    });
  });
}

function post(message: FromThread): void {
  port.postMessage(message);
}
