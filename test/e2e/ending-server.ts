import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export interface ToolAnswer {
  readonly isError: boolean;
  readonly text: string;
}

/** What a server that was told to end gave before it did. */
export interface Ended {
  /** Request → its answer. */
  readonly answers: ReadonlyMap<number, ToolAnswer>;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From the signal to the exit. */
  readonly milliseconds: number;
  readonly stderr: string;
}

const ENVELOPE = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
  "io.modelcontextprotocol/clientCapabilities": {},
};

/**
 * Sends a request of the tool `execute` for each code, all at once, with its place as the id, and ends the server with the signal as soon as so many
 * are answered. No client stands between, which would hide a request without an answer behind the end of the connection.
 */
export async function endAmid(
  args: readonly string[],
  codes: readonly string[],
  answered: number,
  signal: NodeJS.Signals,
): Promise<Ended> {
  const child = spawn(process.execPath, args, { env: {}, stdio: "pipe" });
  const answers = new Map<number, ToolAnswer>();
  let stderr = "";
  let told = Number.NaN;
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    const message: { id?: number; result?: unknown } = JSON.parse(line);
    if (message.id === undefined) return;
    answers.set(message.id, toolAnswer(message.result));
    if (answers.size !== answered) return;
    told = performance.now();
    child.kill(signal);
  });
  for (const [id, code] of codes.entries()) send(child, id, code);
  const [exitCode, by]: [number | null, NodeJS.Signals | null] = await closed(child);
  return { answers, exitCode, signal: by, milliseconds: performance.now() - told, stderr };
}

async function closed(
  child: ChildProcessWithoutNullStreams,
): Promise<[number | null, NodeJS.Signals | null]> {
  const [exitCode, signal] = await once(child, "close");
  return [exitCode, signal];
}

function send(child: ChildProcessWithoutNullStreams, id: number, code: string): void {
  const params = { name: "execute", arguments: { code }, _meta: ENVELOPE };
  child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params })}\n`);
}

function toolAnswer(result: unknown): ToolAnswer {
  const content: unknown = Reflect.get(Object(result), "content");
  const [first] = Array.isArray(content) ? content : [];
  return {
    isError: Reflect.get(Object(result), "isError") === true,
    text: String(Reflect.get(Object(first), "text")),
  };
}
