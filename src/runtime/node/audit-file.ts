import { close, openSync, write } from "node:fs";
import { ConfigurationError } from "../client/errors.js";

/** Lines that wait for a slow disk, in UTF-16 units; what comes then is lost, and counted. */
const MOST_WAITING = 16 * 1024 * 1024;

/** Only whoever runs the server reads it. */
const MODE = 0o600;

/** How long the end of a server waits for its last lines. */
const CLOSING_MS = 2_000;

/** A file that lines are appended to, while other processes may append to it too. */
export interface AuditFile {
  /** Never throws and never waits. */
  write(line: string): void;
  /** Goes on in a new file of the same path, where the old one was moved away. */
  reopen(): void;
  /** Resolves once all lines are written, or after two seconds. */
  close(): Promise<void>;
}

/**
 * Opens a file for appending, made with mode 0600 if need be. Each line is one write. A full disk or a slow one loses lines and nothing else: `problem` is told
 * once, and when it is over, a line says how many were lost: `{"event":"lost","lines":12}`.
 * @throws {ConfigurationError} when it cannot be opened.
 */
export function openAuditFile(path: string, problem: (message: string) => void): AuditFile {
  const waiting: string[] = [];
  let descriptor = openFirst(path);
  let waitingLength = 0;
  let isWriting = false;
  let lost = 0;
  /** True when the last thing in the file is a part of a line. */
  let isTorn = false;
  /** True when the last write failed: only a line is worth another one. */
  let isFull = false;
  let isTold = false;
  let idle: (() => void) | undefined;
  let superseded: number | undefined;

  const lose = (lines: number, why: string): void => {
    lost += lines;
    if (!isTold) problem(`The audit log loses lines: ${path}: ${why}`);
    isTold = true;
  };
  const next = (): void => {
    if (superseded !== undefined) close(superseded, () => {});
    superseded = undefined;
    const line = waiting.shift();
    const reported = lost;
    const report = lost === 0 ? "" : `{"event":"lost","lines":${lost}}\n`;
    isWriting = line !== undefined || (report !== "" && !isFull);
    if (!isWriting) {
      idle?.();
      return;
    }
    waitingLength -= line?.length ?? 0;
    const text = line === undefined ? report : `${report}${line}\n`;
    writeAll(descriptor, Buffer.from(isTorn ? `\n${text}` : text), 0, (error, written) => {
      isFull = error !== null;
      if (error === null) {
        lost -= reported;
        isTorn = false;
      } else {
        isTorn ||= written > 0;
        lose(line === undefined ? 0 : 1, codeOf(error));
      }
      next();
    });
  };
  return {
    write(line) {
      if (waitingLength + line.length > MOST_WAITING) {
        lose(1, "the disk is too slow");
        return;
      }
      waiting.push(line);
      waitingLength += line.length;
      if (!isWriting) next();
    },
    reopen() {
      try {
        const opened = openSync(path, "a", MODE);
        if (isWriting && superseded === undefined) superseded = descriptor;
        else close(descriptor, () => {});
        descriptor = opened;
        isTold = false;
      } catch (error) {
        problem(`The audit log cannot be opened again: ${path}: ${codeOf(error)}`);
      }
    },
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, CLOSING_MS);
        idle = () => {
          clearTimeout(timer);
          close(descriptor, () => resolve());
        };
        if (!isWriting) idle();
      }),
  };
}

function openFirst(path: string): number {
  try {
    return openSync(path, "a", MODE);
  } catch (error) {
    throw new ConfigurationError(`--audit ${path}: it cannot be opened (${codeOf(error)})`);
  }
}

/** Writes what is left of `bytes`: a disk that is nearly full takes a part of them. `done` is told how many are written. */
function writeAll(
  descriptor: number,
  bytes: Buffer,
  from: number,
  done: (error: Error | null, written: number) => void,
): void {
  write(descriptor, bytes, from, bytes.byteLength - from, null, (error, written) => {
    const at = from + (error === null ? written : 0);
    if (error !== null || at >= bytes.byteLength) done(error, at);
    else writeAll(descriptor, bytes, at, done);
  });
}

function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" ? code : String(error);
}
