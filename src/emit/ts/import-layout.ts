import { concat, group, ifBreak, indent, join, type Layout, line } from "./layout.js";
import { stringText } from "./string-text.js";

/** `import type { A, B } from "…";` A single name stays on the line however long it is. */
export function importLayout(
  keyword: "import" | "import type",
  names: readonly string[],
  from: string,
): Layout {
  const source = ` from ${stringText(from)};`;
  if (names.length === 1) return `${keyword} { ${names.join()} }${source}`;
  const body = concat([line, join(concat([",", line]), names), ifBreak(",", "")]);
  return group(concat([`${keyword} {`, indent(body), line, `}${source}`]));
}
