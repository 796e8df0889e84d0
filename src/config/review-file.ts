import { dirname, join } from "node:path";
import type { Review, ReviewedOperation } from "../review/review.js";
import { besideDocument } from "./beside-document.js";
import { decision, effect } from "./decision-option.js";
import { group, membersOf, type Option, record, text } from "./option.js";
import { route } from "./rules.js";
import { parseSettings, readSettings } from "./settings-file.js";

/** What the file is called that says what was reviewed. */
export const REVIEW_FILE = "codemode.policy.json";

const reviewed = group("An operation as it was reviewed.", {
  effect: effect("Its effect then: where it is higher now, the operation counts as new."),
  decision: decision("it", "what the policy of the configuration says"),
});

/** Every key of `codemode.policy.json`. The published JSON Schema is made of this. */
export const reviewFile = group(
  "The operations of an API that somebody has reviewed. `codemode review` shows what is new, and writes this file.",
  {
    $schema: text("The JSON Schema of this file, for editors."),
    newReads: decision("a read that nobody has reviewed yet; a new write is denied", "allow"),
    operations: byRoute(withEffect()),
  },
);

/** Where the review of a document stands: beside its configuration, or beside the document; `undefined` for one that has no folder. */
export function reviewPath(options: {
  readonly configPath?: string;
  readonly specPath: string;
}): string | undefined {
  const { configPath, specPath } = options;
  return configPath === undefined
    ? besideDocument(specPath, REVIEW_FILE)
    : join(dirname(configPath), REVIEW_FILE);
}

/**
 * Reads a review with its text, which keeps the comments; `undefined` when there is no such file.
 * @throws {ConfigurationError} with every mistake in it.
 */
export async function readReviewFile(
  path: string,
): Promise<{ readonly review: Review; readonly text: string } | undefined> {
  const text = await readSettings(path);
  return text === undefined ? undefined : { review: parseReview(path, text), text };
}

/** Reads the text of a review. @throws {ConfigurationError} with every mistake in it. */
export function parseReview(file: string, text: string): Review {
  const found = parseSettings(file, text, (root, report) => reviewFile.read(root, report));
  return {
    newReads: found?.newReads ?? "allow",
    operations: new Map(Object.entries(found?.operations ?? {})),
  };
}

/** A record whose keys are routes. */
function byRoute<T>(value: Option<T>): Option<{ readonly [key: string]: T }> {
  const described = record("`METHOD /path`, as the document writes it → what was reviewed.", value);
  return {
    schema: { ...described.schema, propertyNames: { pattern: route.pattern } },
    read(node, report) {
      for (const { key, keyNode } of membersOf(node, () => {}) ?? []) {
        const reason = route.refusal(key);
        if (reason !== undefined) report("config-value", keyNode, { value: key, reason });
      }
      return described.read(node, report);
    },
  };
}

function withEffect(): Option<ReviewedOperation> {
  return {
    schema: { ...reviewed.schema, required: ["effect"] },
    read(node, report) {
      const found = reviewed.read(node, report);
      if (found === undefined) return undefined;
      const { effect, decision } = found;
      if (effect !== undefined) return { effect, ...(decision !== undefined && { decision }) };
      const names = (node.children ?? []).map((member) => member.children?.[0]?.value);
      if (names.includes("effect")) return undefined;
      report("config-value", node, { value: "the operation", reason: "needs an `effect`" });
      return undefined;
    },
  };
}
