import { describe, expect, it } from "vitest";
import { codemode } from "../e2e/cli-process.js";
import { corpusFolder, unpack } from "./corpus.js";

// The documents that people compare such figures by. What an agent pays does not depend on their size.

const corpus = corpusFolder();

const DOCUMENTS = [
  // Operations, and what one tool for each of them costs at least.
  ["github.json", 1_000, 300_000],
  ["cloudflare-2024-08.json", 1_500, 500_000],
  ["stripe-2022-04.json", 400, 200_000],
  ["kubernetes.json", 1_000, 3_000_000],
] as const;

describe.skipIf(corpus === undefined).each(DOCUMENTS)("the budget of %s", (name, least, tokens) => {
  it("is at most 500 tokens of tools, hundreds of times less than one tool per operation", async () => {
    const document = unpack(corpus ?? "", name);
    const { exitCode, stdout, stderr } = await codemode(["budget", document, "--json"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    const report = JSON.parse(stdout);
    expect(report.operations).toBeGreaterThanOrEqual(least);
    const surfaces = new Map<string, { size: { o200k_base: number; cl100k_base: number } }>(
      report.surfaces.map((surface: { name: string }) => [surface.name, surface]),
    );
    const [tools, instructions] = ["toolsList", "instructions"].map(
      (surface) => surfaces.get(surface)?.size.o200k_base ?? Number.POSITIVE_INFINITY,
    );
    expect(tools).toBeLessThanOrEqual(500);
    expect(surfaces.get("toolsList")?.size.cl100k_base).toBeLessThanOrEqual(500);
    const own = (tools ?? 0) + (instructions ?? 0);
    expect(own).toBeLessThanOrEqual(650);
    const each = alternative(report, "toolPerOperation");
    const required = alternative(report, "toolPerOperationRequired");
    expect(each.size.o200k_base).toBeGreaterThan(tokens);
    expect(required.size.o200k_base).toBeLessThan(each.size.o200k_base);
    expect(each.times).toBeCloseTo(each.size.o200k_base / own, 0);
    expect(each.times).toBeGreaterThan(300);
    for (const cause of [...report.expensive.answers, ...report.expensive.tools])
      expect(cause.tokens ?? cause.inSchema).toBeGreaterThan(0);
    expect(report.expensive.answers.length).toBeGreaterThan(0);
  }, 120_000);

  it("prints the figure and its ratio", async () => {
    const { stdout } = await codemode(["budget", unpack(corpus ?? "", name)]);
    expect(stdout).toMatch(/^ {2}one tool per operation +≈ [\d,]+ +[\d,]+× +█/m);
    expect(stdout).toContain("What makes answers expensive");
  }, 120_000);
});

function alternative(
  report: { alternatives: readonly { name: string }[] },
  name: string,
): { readonly size: { readonly o200k_base: number }; readonly times: number } {
  const found: unknown = report.alternatives.find((one) => one.name === name);
  if (!isMeasured(found)) throw new Error(`${name} was not measured`);
  return found;
}

function isMeasured(
  value: unknown,
): value is { readonly size: { readonly o200k_base: number }; readonly times: number } {
  return typeof value === "object" && value !== null && "size" in value && "times" in value;
}
