import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Browser {
  /** Ends it with all its processes, and removes its profile. */
  close(): Promise<void>;
}

/** No window, nothing of its own on the network; no sandbox where it could not set one up, as root. */
const FLAGS = [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Chromium: where `CODEMODE_CHROMIUM` says, or where Debian puts it. Throws where there is none, and says what to install. */
function chromium(): string {
  const file = process.env["CODEMODE_CHROMIUM"] ?? "/usr/bin/chromium";
  if (existsSync(file)) return file;
  throw new Error(
    `There is no Chromium at ${file}. Install it (Debian: apt-get install chromium), or name another in CODEMODE_CHROMIUM.`,
  );
}

/** Opens a page in a headless Chromium with a new profile. */
export function openPage(url: string): Browser {
  const program = chromium();
  const profile = mkdtempSync(join(tmpdir(), "codemode-chromium-"));
  const browser = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, url], {
    stdio: "ignore",
    // It leads a process group, so that all its processes can be ended together.
    detached: true,
  });
  return {
    close: async () => {
      await ended(browser);
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

async function ended(browser: ChildProcess): Promise<void> {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const exit = once(browser, "exit");
  process.kill(-browser.pid, "SIGKILL");
  await exit;
}
