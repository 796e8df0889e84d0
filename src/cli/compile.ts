import { dirname, resolve } from "node:path";
import { Diagnostics } from "../diagnostics/diagnostic.js";
import { createPlaceOf } from "../diagnostics/places.js";
import { diagnosticRecords, renderDiagnostics } from "../diagnostics/render.js";
import { type Assets, readAssets } from "../output/assets.js";
import { openFolder } from "../output/folder.js";
import { isUpToDate, type Plan, planWrite } from "../output/plan.js";
import { writePlan } from "../output/write.js";
import { compileJson } from "./compile-json.js";
import { compileReport, findingsCount } from "./compile-report.js";
import type { CompileResult, Outcome } from "./compile-result.js";
import { earlierPackage } from "./earlier.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { checkGates } from "./gates.js";
import { compileInput, type Input, readInput } from "./input.js";
import { outputFolder } from "./output-folder.js";
import { startProgress } from "./progress.js";
import { optimiseLess } from "./short-run.js";
import { shortestPath } from "./shortest-path.js";
import type { SpecOptions } from "./spec-options.js";
import { startSurveyThread } from "./survey.js";
import type { Terminal } from "./terminal.js";

/** The flags of `codemode compile`. */
export interface CompileOptions extends SpecOptions {
  readonly output?: string;
  readonly check?: boolean;
  /** With `--check`: what growth is counted from. */
  readonly against?: string;
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
  if (options.against !== undefined && !options.check) {
    throw new UsageError(
      "--against says what growth is counted from, which only --check does",
      "Add --check, or leave out --against.",
    );
  }
  const started = performance.now();
  optimiseLess();
  const progress = startProgress(terminal, STEPS);
  const surveying = startSurveyThread();
  try {
    const diagnostics = new Diagnostics(specPath);
    const input = await readInput(specPath, options, diagnostics);
    progress.step(1);
    const assets = { ...readAssets(), ...(await extras(input, options)) };
    const compilation = await compileInput(input, assets, diagnostics, surveying.survey);
    progress.step(2);
    const output = options.output ?? usualOutput(specPath, input.kind, compilation.api.name);
    const folder = await openFolder(resolve(output));
    const plan = await planWrite(folder, compilation.files, options.force ? "take" : "refuse");
    const warned = diagnostics.all.some(({ severity }) => severity !== "note");
    const isInPlace = input.kind === "schema" && resolve(output, "schema") === resolve(specPath);
    const outcome = isInPlace && warned ? "protected" : outcomeOf(plan, options, warned);
    if (outcome === "written") await writePlan(plan);
    const gates = options.check
      ? await checkGates({
          compilation,
          config: input.config,
          earlier: await earlierPackage(options.against, output),
        })
      : [];
    const isHeld = isAnswered(outcome) && gates.every(({ passed }) => passed);
    const result: CompileResult = {
      ...compilation,
      output: shortestPath(output),
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
      const findings =
        options.check && !options.strict
          ? findingsCount(result.diagnostics, outStyle)
          : renderDiagnostics(result.diagnostics, placeOf, outStyle);
      terminal.out.write(compileReport(result, findings, outStyle));
    }
    const strictFailure = options.strict && warned;
    return !isHeld || strictFailure ? EXIT.gate : EXIT.ok;
  } finally {
    await progress.stop();
    await surveying.stop();
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
  return kind === "schema" ? dirname(resolve(inputPath)) : outputFolder(name);
}
