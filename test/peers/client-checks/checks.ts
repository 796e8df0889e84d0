import { answerChecks } from "./answer-checks.js";
import { type Check, type Kit, type Outcomes, runChecks } from "./check.js";
import { hookChecks } from "./hook-checks.js";
import { platformChecks } from "./platform-checks.js";
import { credentialChecks, requestChecks } from "./request-checks.js";
import { streamChecks } from "./stream-checks.js";

/** All that the client is tried with, on every platform. */
export const CHECKS: readonly Check[] = [
  ...requestChecks,
  ...credentialChecks,
  ...answerChecks,
  ...hookChecks,
  ...streamChecks,
  ...platformChecks,
];

/** The generated package's entry, from where this module stands once it is built. */
const PACKAGE = "./package/dist/client.js";

/** Runs all checks against the API at `baseUrl`, with the package as its files are, not bundled. */
export async function runAll(baseUrl: string): Promise<Outcomes> {
  const exported: Pick<Kit, "createClient" | "ApiError"> = await import(PACKAGE);
  return runChecks(CHECKS, { ...exported, baseUrl });
}
