import { dirname, relative, resolve } from "node:path";
import { Diagnostics } from "../diagnostics/diagnostic.js";
import { createPlaceOf } from "../diagnostics/places.js";
import { diagnosticRecords, renderDiagnostics } from "../diagnostics/render.js";
import { slug } from "../emit/slug.js";
import { type Assets, readAssets } from "../output/assets.js";
import { openFolder } from "../output/folder.js";
import { isUpToDate, type Plan, planWrite } from "../output/plan.js";
import { writePlan } from "../output/write.js";
import { compileJson } from "./compile-json.js";
import { compileReport } from "./compile-report.js";
import type { CompileResult, Outcome } from "./compile-result.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { checkGates } from "./gate.js";
import { compileInput, type Input, readInput } from "./input.js";
import { startProgress } from "./progress.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

/** The flags of `codemode compile`. */
export interface CompileOptions extends SpecOptions {
  readonly output?: string;
  readonly check?: boolean;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly force?: boolean;
  readonly emit?: "openapi-types";
}

const STEPS = ["Reading the document", "Compiling", "Writing"];

/** `codemode compile`: from a document to a package on disk, or with `--check` to a yes or no. */
export async function compileCommand(
  specPath: string,
  options: CompileOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const started = performance.now();
  const progress = startProgress(terminal, STEPS);
  try {
    const diagnostics = new Diagnostics(specPath);
    const input = await readInput(specPath, options, diagnostics);
    progress.step(1);
    const assets = { ...readAssets(), ...(await extras(input, options)) };
    const compilation = await compileInput(input, assets, diagnostics);
    progress.step(2);
    const output = options.output ?? usualOutput(specPath, input.kind, compilation.api.name);
    const folder = await openFolder(resolve(output));
    const plan = await planWrite(folder, compilation.files, options.force ? "take" : "refuse");
    const warned = diagnostics.all.some(({ severity }) => severity !== "note");
    const isInPlace = input.kind === "schema" && resolve(output, "schema") === resolve(specPath);
    const outcome = isInPlace && warned ? "protected" : outcomeOf(plan, options, warned);
    if (outcome === "written") await writePlan(plan);
    const gates = options.check
      ? await checkGates({ compilation, config: input.config, earlierLock: undefined })
      : [];
    const isHeld = isAnswered(outcome) && gates.every(({ passed }) => passed);
    const result: CompileResult = {
      ...compilation,
      output: shortest(output),
      plan,
      outcome,
      gates,
      milliseconds: performance.now() - started,
    };
    await progress.stop();
    const placeOf = createPlaceOf(input.kind === "document" ? input.document : undefined);
    if (options.json) {
      terminal.out.write(compileJson(result, diagnosticRecords(result.diagnostics, placeOf)));
    } else if (!options.quiet || !isHeld) {
      const { outStyle } = terminal;
      const findings = renderDiagnostics(result.diagnostics, placeOf, outStyle);
      terminal.out.write(compileReport(result, findings, outStyle));
    }
    const strictFailure = options.strict && warned;
    return !isHeld || strictFailure ? EXIT.gate : EXIT.ok;
  } finally {
    await progress.stop();
  }
}

/** What is made only when `--emit` asks for it. @throws {NoOpenapiTypes} */
async function extras(input: Input, { emit }: CompileOptions): Promise<Partial<Assets>> {
  if (emit === undefined) return {};
  if (input.kind === "schema") {
    throw new UsageError(
      "--emit openapi-types needs the OpenAPI document, and this is a schema",
      "Compile the document, or leave out --emit.",
    );
  }
  const { generateOpenapiTypes } = await import("../emit/openapi-types/generate.js");
  return { openapiTypes: await generateOpenapiTypes(input.document.root) };
}

function outcomeOf(plan: Plan, options: CompileOptions, warned: boolean): Outcome {
  if (options.check) return isUpToDate(plan) ? "fresh" : "stale";
  return options.strict && warned ? "held-back" : "written";
}

/** Whether the package is as it should be; what else there is to say, nobody has to read. */
function isAnswered(outcome: Outcome): boolean {
  return outcome === "written" || outcome === "fresh";
}

/** A document's package is called after the API; a schema's is the one that it stands in. */
function usualOutput(inputPath: string, kind: Input["kind"], name: string): string {
  return kind === "schema" ? dirname(resolve(inputPath)) : `${slug(name)}-codemode`;
}

/** The folder as a person would type it here. */
function shortest(output: string): string {
  const path = relative(process.cwd(), resolve(output));
  return path === "" || path.startsWith("..") ? output : path;
}
