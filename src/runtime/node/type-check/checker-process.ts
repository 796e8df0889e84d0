import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { TypedSnippet } from "../../check/type-check.js";
import type { TypeFinding } from "../../check/type-finding.js";
import { type Opening, type Reply, readReply } from "./messages.js";

/** A process that holds TypeScript and one schema. */
export interface CheckerProcess {
  /** Whether it can still be asked. */
  readonly alive: boolean;
  /** Whether it has read the schema within the deadline; if not, it is gone. Comes before any check. */
  ready(deadlineMs: number): Promise<boolean>;
  /** One at a time. `undefined` when the process died or let the deadline pass; it is gone then. */
  check(snippet: TypedSnippet, deadlineMs: number): Promise<readonly TypeFinding[] | undefined>;
  /** Ends it with all that it started. */
  kill(): void;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Starts `checker.js`. It gets no environment, and its standard error goes nowhere: TypeScript writes there when it ends. TypeScript is a
 * process of its own below it, so the two are a group, which is ended together.
 */
export function startChecker(checkerUrl: URL, opening: Opening): CheckerProcess {
  const child = spawn(process.execPath, [fileURLToPath(checkerUrl)], {
    env: {},
    cwd: fileURLToPath(new URL(".", checkerUrl)),
    detached: true,
    windowsHide: true,
    stdio: ["pipe", "pipe", "ignore"],
  });
  let alive = true;
  let receive: (reply: Reply | undefined) => void = () => {};
  const die = (): void => {
    alive = false;
    receive(undefined);
  };
  child.on("error", die).on("exit", die);
  // Writing to a process that has just ended is told here; its end is told above.
  child.stdin.on("error", () => {});
  createInterface({ input: child.stdout }).on("line", (line) => receive(readReply(line)));
  send(child, opening);

  function kill(): void {
    if (!alive) return;
    endGroup(child);
    die();
  }

  function reply(deadlineMs: number): Promise<Reply | undefined> {
    if (!alive) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const timer = setTimeout(kill, deadlineMs);
      receive = (found) => {
        clearTimeout(timer);
        receive = () => {};
        resolve(found);
      };
    });
  }

  return {
    get alive() {
      return alive;
    },
    async ready(deadlineMs) {
      return (await reply(deadlineMs))?.kind === "ready";
    },
    async check(snippet, deadlineMs) {
      if (alive) send(child, snippet);
      const found = await reply(deadlineMs);
      if (found?.kind === "checked") return found.findings;
      kill();
      return undefined;
    },
    kill,
  };
}

function send(child: Child, message: Opening | TypedSnippet): void {
  child.stdin.write(`${JSON.stringify(message)}\n`);
}

/** On Windows there are no groups; what the process started ends when its input does. */
function endGroup(child: Child): void {
  try {
    if (child.pid !== undefined && process.platform !== "win32")
      process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // It has ended already.
  }
}
