import { REVIEW_FILE, readReviewFile, reviewPath } from "../config/review-file.js";
import { Diagnostics } from "../diagnostics/diagnostic.js";
import { type Acceptance, acceptedReview, everything } from "../review/accept.js";
import type { Review } from "../review/review.js";
import { reviewText } from "../review/review-text.js";
import { withReview } from "../review/reviewed-policy.js";
import { standingOf } from "../review/standing.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { analyseInput, readInput } from "./input.js";
import { replaceFile } from "./replace-file.js";
import { type AcceptOptions, acceptanceOf } from "./review-acceptance.js";
import { reviewJson } from "./review-json.js";
import { askWhether, canAsk } from "./review-question.js";
import { acceptedReport, reviewReport } from "./review-report.js";
import type { ReviewResult } from "./review-result.js";
import { shortestPath } from "./shortest-path.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

/** The flags of `codemode review`. */
export interface ReviewOptions extends SpecOptions, AcceptOptions {
  readonly all?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

const NOTHING_REVIEWED: Review = { newReads: "allow", operations: new Map() };

/**
 * `codemode review`: what of a document nobody has looked at yet, and writing down that somebody has.
 * @throws {UsageError} for flags that contradict each other, or name nothing.
 */
export async function reviewCommand(
  specPath: string,
  options: ReviewOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const path = pathOf(specPath, options);
  const diagnostics = new Diagnostics(specPath);
  const input = await readInput(specPath, options, diagnostics);
  const earlier = await readReviewFile(path);
  const decisions = input.config.policy.operations;
  const api = await analyseInput(input, diagnostics);
  const stand = (review: Review | undefined): ReviewResult => {
    const current = review ?? NOTHING_REVIEWED;
    const standing = standingOf(api, current, new Set(Object.keys(decisions)));
    const all = acceptedReview(review, everything(api, standing.gone));
    return {
      file: shortestPath(path),
      specPath,
      isPresent: review !== undefined,
      newReads: current.newReads,
      standing,
      api: withReview(api, review, decisions),
      accepted: withReview(api, all, decisions).policy,
    };
  };
  const result = stand(earlier?.review);
  const given = acceptanceOf(api, result.standing.gone, options);
  if (given !== undefined && options.check) {
    throw new UsageError(
      "--check writes nothing, and --accept, --allow, --ask and --deny do",
      "Give one of them.",
    );
  }
  const isQuestion = given === undefined && !options.json && !options.check && canAsk(terminal);
  if (given === undefined && !options.json) {
    terminal.out.write(reviewReport(result, options.all ? "all" : "screen", terminal.outStyle));
  }
  const acceptance = isQuestion ? await answered(result, terminal) : given;
  if (acceptance === undefined) {
    if (options.json) terminal.out.write(reviewJson(result));
    const isHeld = result.isPresent && result.standing.unreviewed.length === 0;
    return options.check && !isHeld ? EXIT.gate : EXIT.ok;
  }
  const review = acceptedReview(earlier?.review, acceptance);
  const text = reviewText(review, earlier?.text);
  const isChanged = text !== earlier?.text;
  if (isChanged) await replaceFile(path, text);
  const after = stand(review);
  terminal.out.write(
    options.json
      ? reviewJson(after)
      : acceptedReport(result, after, isChanged ? "written" : "unchanged", terminal.outStyle),
  );
  return EXIT.ok;
}

function pathOf(specPath: string, { config }: SpecOptions): string {
  const path = reviewPath({ specPath, ...(config !== undefined && { configPath: config }) });
  if (path !== undefined) return path;
  throw new UsageError(
    `${REVIEW_FILE} stands beside the document, and this one is in no folder`,
    "Download the document, or name a configuration with --config: the review then stands beside that.",
  );
}

/** What a person at the terminal accepts; everything or nothing. */
async function answered(result: ReviewResult, terminal: Terminal): Promise<Acceptance | undefined> {
  const { unreviewed, gone } = result.standing;
  if (unreviewed.length + gone.length === 0) return undefined;
  const isAccepted = await askWhether(
    result.isPresent ? "Accept all of this?" : "Write it, with every operation as reviewed?",
    () => terminal.out.write(reviewReport(result, "all", terminal.outStyle)),
  );
  return isAccepted ? everything(result.api, gone) : undefined;
}
