import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A server over HTTP that a line of a README has started. */
export interface StartedLine {
  /** Of `/mcp`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Runs the line in a shell, in `folder`; resolves when the server listens. */
export async function startLine(
  line: string,
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<StartedLine> {
  const child = spawn("sh", ["-c", line], {
    cwd: folder,
    env: { ...process.env, ...variables },
    stdio: ["ignore", "ignore", "pipe"],
    // A group of its own: what the shell and `npx` have started ends with it.
    detached: true,
  });
  const ended = once(child, "exit");
  const lines: string[] = [];
  for await (const text of createInterface({ input: child.stderr })) {
    lines.push(text);
    const url = /"event":"listening","url":"([^"]+)"/.exec(text)?.[1];
    if (url === undefined) continue;
    child.stderr.resume();
    return {
      url,
      async close() {
        if (child.pid !== undefined) process.kill(-child.pid);
        await ended;
      },
    };
  }
  throw new Error(`It does not listen: ${lines.join("\n")}`);
}
