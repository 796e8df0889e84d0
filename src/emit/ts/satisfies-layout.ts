import { concat, group, indent, join, type Layout, line, softline } from "./layout.js";

/** `value satisfies Check<A, B>;`: a check that leaves nothing behind. */
export function satisfiesLayout(
  value: string,
  check: string,
  typeArguments: readonly string[],
): Layout {
  return group(
    concat([
      `${value} satisfies ${check}<`,
      indent(concat([softline, join(concat([",", line]), typeArguments)])),
      softline,
      ">;",
    ]),
  );
}
