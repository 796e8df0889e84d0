import type { Outcomes } from "./check.js";
import { runAll } from "./checks.js";

// What the page runs. It reports to the server that it came from, whatever happens.

async function report(path: string, value: unknown): Promise<void> {
  await fetch(path, { method: "POST", body: JSON.stringify(value) });
}

async function run(): Promise<Outcomes> {
  return runAll(await (await fetch("api.txt")).text());
}

run().then(
  (outcomes) => report("/outcomes", outcomes),
  (error) => report("/failure", `${error}\n${error instanceof Error ? error.stack : ""}`),
);
