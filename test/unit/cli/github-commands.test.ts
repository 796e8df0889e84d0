import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addStepSummary, annotationText } from "../../../src/cli/github-commands.js";

describe("an annotation", () => {
  it("is one line, whatever its texts say", () => {
    const text = annotationText({
      level: "error",
      properties: { file: "a,b:c%.yaml", title: "two\r\nlines" },
      message: "50 %\n::error::another",
    });
    expect(text).toBe(
      "::error file=a%2Cb%3Ac%25.yaml,title=two%0D%0Alines::50 %25%0A::error::another\n",
    );
  });
});

describe("the summary of a job", () => {
  it("is added to, and is nothing where there is no job", async () => {
    const folder = await mkdtemp(join(tmpdir(), "codemode-summary-"));
    const file = join(folder, "summary.md");
    await addStepSummary("first", { GITHUB_STEP_SUMMARY: file });
    await addStepSummary("second", { GITHUB_STEP_SUMMARY: file });
    await addStepSummary("third", {});
    await addStepSummary("fourth", { GITHUB_STEP_SUMMARY: "" });
    expect(await readFile(file, "utf8")).toBe("first\nsecond\n");
    await rm(folder, { recursive: true });
  });
});
