import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CanaryPlaces } from "./suite.js";

/** A secret in the environment, a file with a secret, and a port that nobody may knock at. */
export interface Canaries {
  readonly places: CanaryPlaces;
  readonly secrets: readonly string[];
  /** What happened to them; empty if nothing. */
  harm(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

export async function setCanaries(): Promise<Canaries> {
  const variable = "CODEMODE_TEST_CANARY";
  const secrets = [randomUUID(), randomUUID()] as const;
  process.env[variable] = secrets[0];
  const folder = await mkdtemp(join(tmpdir(), "canary-"));
  const file = join(folder, "canary.txt");
  await writeFile(file, secrets[1]);
  const { mtimeMs } = await stat(file);
  let knocks = 0;
  const server = createServer((socket) => {
    knocks += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    places: { variable, file, port },
    secrets,
    async harm() {
      const found: string[] = [];
      if (process.env[variable] !== secrets[0]) found.push("the variable was changed");
      if ((await readFile(file, "utf8")) !== secrets[1]) found.push("the file was changed");
      if ((await stat(file)).mtimeMs !== mtimeMs) found.push("the file was written");
      if (knocks > 0) found.push(`the port was connected to ${knocks} times`);
      return found;
    },
    async remove() {
      delete process.env[variable];
      await rm(folder, { recursive: true, force: true });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
