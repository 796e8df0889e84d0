import { createInterface } from "node:readline";
import { isMainThread, parentPort, Worker } from "node:worker_threads";
import type { TypedSnippet } from "../../check/type-check.js";
import { isRecord, type Opening, parsed, readOpening, writeReply } from "./messages.js";
import { openSession, type Session } from "./session.js";
import { loadTypeScript } from "./typescript.js";

// The process that holds TypeScript. It answers one line with one line, in order, and ends with its input; whatever goes wrong ends it too.
// A thread waits for TypeScript, which cannot be interrupted; the main thread waits for the end, also of a server that was killed meanwhile.

if (isMainThread) {
  const thread = new Worker(new URL(import.meta.url));
  thread.on("message", (line: string) => process.stdout.write(line));
  thread.on("error", end).on("exit", end);
  createInterface({ input: process.stdin })
    .on("line", (line) => thread.postMessage(line))
    .on("close", end);
} else {
  let last: Promise<Session | undefined> = Promise.resolve(undefined);
  parentPort?.on("message", (line: string) => {
    last = last.then((session) => answer(parsed(line), session));
  });
}

/** The session for the next line. */
async function answer(message: unknown, session: Session | undefined): Promise<Session> {
  if (session === undefined) {
    const opened = await open(readOpening(message));
    parentPort?.postMessage(writeReply({ kind: "ready" }));
    return opened;
  }
  const findings = session.check(readSnippet(message));
  parentPort?.postMessage(writeReply({ kind: "checked", findings }));
  return session;
}

/** With all that a first check would have to read. */
async function open(opening: Opening): Promise<Session> {
  const opened = openSession(await loadTypeScript(new URL(opening.typescript)), opening);
  opened.check({ source: `await ${opening.name};`, form: "body" });
  return opened;
}

function readSnippet(message: unknown): TypedSnippet {
  if (isRecord(message) && typeof message["source"] === "string") {
    const { source, form } = message;
    return { source, form: form === "module" ? "module" : "body" };
  }
  throw new TypeError("not a snippet");
}

/** With TypeScript's own process, which is of the same group; on Windows there are none, and it ends with its input. */
function end(): void {
  try {
    if (process.platform !== "win32") process.kill(-process.pid, "SIGKILL");
  } finally {
    process.exit(1);
  }
}
