import { Worker } from "node:worker_threads";
import type { Budget } from "../emit/budget.js";
import type { Surveyor } from "../emit/survey.js";

/** A thread that makes one survey, while this one makes the other files of the package. */
export interface SurveyThread {
  readonly survey: Surveyor;
  /** Ends the thread; a second time does nothing. */
  stop(): Promise<void>;
}

/** What the thread of `survey-thread.ts` is asked, in this order. */
export type SurveyRequest =
  | { readonly kind: "index"; readonly apiJson: string }
  | { readonly kind: "measure"; readonly skill: string };

/** What it answers to each. */
export type SurveyAnswer =
  | { readonly kind: "index"; readonly index: string }
  | { readonly kind: "measure"; readonly budget: Budget };

/**
 * Starts the thread, which loads the tokenizer's tables while this one reads the document. It is bundled with the command line, so that
 * it starts as fast.
 */
export function startSurveyThread(): SurveyThread {
  const thread = new Worker(new URL("../../dist/command/survey-thread.js", import.meta.url));
  thread.unref();
  const index = new Promise<string>((resolve, reject) => {
    thread.once("error", reject);
    thread.on("message", (answer: SurveyAnswer) => {
      if (answer.kind === "index") resolve(answer.index);
    });
  });
  const budget = new Promise<Budget>((resolve, reject) => {
    thread.once("error", reject);
    thread.on("message", (answer: SurveyAnswer) => {
      if (answer.kind === "measure") resolve(answer.budget);
    });
  });
  // The thread may fail when nobody waits for it: before it is asked, or when a package could not be made.
  for (const answer of [index, budget]) answer.catch(() => {});
  const ask = (request: SurveyRequest): void => {
    thread.ref();
    thread.postMessage(request);
  };
  return {
    survey(_, apiJson) {
      ask({ kind: "index", apiJson });
      return {
        index,
        measure(skill) {
          ask({ kind: "measure", skill });
          return budget;
        },
      };
    },
    async stop() {
      await thread.terminate();
    },
  };
}
