import { createInterface } from "node:readline";
import type { TypedSnippet } from "../../check/type-check.js";
import { isRecord, type Opening, parsed, readOpening, writeReply } from "./messages.js";
import { openSession, type Session } from "./session.js";
import { loadTypeScript } from "./typescript.js";

// The process that holds TypeScript. It answers one line with one line, in order, and ends with its input; whatever goes wrong ends it too.

let session: Session | undefined;

for await (const line of createInterface({ input: process.stdin })) {
  const message = parsed(line);
  if (session === undefined) {
    session = await open(readOpening(message));
    process.stdout.write(writeReply({ kind: "ready" }));
    continue;
  }
  const findings = session.check(readSnippet(message));
  process.stdout.write(writeReply({ kind: "checked", findings }));
}
process.exit(0);

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
