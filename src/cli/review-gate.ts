import { standingOf } from "../review/standing.js";
import type { Effect } from "../runtime/api/api.js";
import type { Checked, Gate } from "./gate.js";
import { counted } from "./table.js";

const ORDER: readonly Effect[] = ["destructive", "write", "read"];

/** No operation is new since the last review, where there is a `codemode.policy.json`. */
export function reviewGate({ compilation, config }: Checked): Gate | undefined {
  const { review, policy } = config;
  if (review === undefined) return undefined;
  const decided = new Set(Object.keys(policy.operations));
  const { unreviewed, reviewed } = standingOf(compilation.api, review, decided);
  const passed = unreviewed.length === 0;
  return {
    name: "review",
    passed,
    summary: passed
      ? `${counted(reviewed, "operation")}: none is new since the last review`
      : `${counted(unreviewed.length, "operation")} new since the last review`,
    details: ORDER.flatMap((effect) =>
      unreviewed
        .filter(({ operation }) => operation.effect === effect)
        .map(({ operation, was }) =>
          was === undefined
            ? `${operation.id}: ${effect}`
            : `${operation.id}: ${effect}, was ${was}`,
        ),
    ),
    fix: "Run `codemode review` on the same document: it shows them, and --accept writes down that they have been looked at.",
  };
}
