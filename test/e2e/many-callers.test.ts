import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { endAmid } from "./ending-server.js";
import {
  ABUSES,
  CALLERS,
  manyCallers,
  politeAnswer,
  politeCode,
  startIssueApi,
} from "./many-callers.js";
import { writeTrackerPackage } from "./tracker-package.js";

/** Less than the default, so that every abuse is tried often. */
const SETTINGS = { seconds: 2, roundsAlone: 10, limits: { cpuMs: 1_000 } };

describe("64 callers at once, one in ten of them abusive", () => {
  it("get their own answers, and abuse gets its error", async () => {
    const { wrong, abuses, alone, together } = await manyCallers(SETTINGS);
    process.stdout.write(
      `p95 alone ${alone.p95} ms, of ${together.runs} runs together ${together.p95} ms\n`,
    );
    expect(wrong).toEqual([]);
    expect(together.runs).toBeGreaterThan(64);
    for (const { kind } of ABUSES) expect(abuses[kind], kind).toBeGreaterThan(0);
  });
});

describe.each(["SIGTERM", "SIGINT"] as const)("%s in the middle of 64 runs", (signal) => {
  const tracker = writeTrackerPackage();
  afterAll(() => tracker.remove());

  it("has every run answered or refused, and the process ends", async () => {
    const api = await startIssueApi();
    const codes = Array.from({ length: CALLERS }, (_, caller) =>
      caller % 10 === 9 ? "for (;;) {}" : politeCode(caller, 0),
    );
    const audit = join(tracker.folder, "audit.jsonl");
    const args = [tracker.server, "--base-url", api.url, "--audit", audit];
    const ended = await endAmid(args, codes, 8, signal);
    await api.close();
    expect(ended).toMatchObject({ exitCode: 0, signal: null, stderr: "" });
    expect(ended.milliseconds).toBeLessThan(10_000);
    const wrong = codes.flatMap((_, caller) => {
      const answer = ended.answers.get(caller);
      if (answer?.isError && answer.text.startsWith("Stopped: ")) return [];
      if (answer?.isError === false && answer.text === politeAnswer(caller, 0)) return [];
      return [`caller ${caller}: ${answer?.text ?? "no answer"}`];
    });
    expect(wrong).toEqual([]);
    const outcomes = runOutcomes(readFileSync(audit, "utf8"));
    expect(outcomes).toHaveLength(CALLERS);
    expect(new Set(outcomes)).toEqual(new Set(["value", "stopped"]));
  });
});

/** How each run ended, by the audit log. */
function runOutcomes(lines: string): readonly unknown[] {
  return lines
    .trimEnd()
    .split("\n")
    .map((line): { event?: unknown; outcome?: unknown } => JSON.parse(line))
    .filter(({ event }) => event === "run")
    .map(({ outcome }) => outcome);
}
