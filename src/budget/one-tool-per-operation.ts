import type { Estimate } from "../emit/budget.js";
import type { ToolDefinition } from "../emit/tools/definitions.js";
import { spread } from "./spread.js";

/** Characters of tool definitions that are counted exactly; of a longer text, evenly spread tools of this many characters stand for all. */
const COUNTED_CHARACTERS = 250_000;

/**
 * Tokens of a `tools/list` result with these tools, as compact JSON. Exact while that is short.
 * A longer one is estimated from its exact length and the tokens per character of a sample: every n-th tool, so the same sample each time.
 */
export function oneToolPerOperation(
  tools: readonly ToolDefinition[],
  countTokens: (text: string) => number,
  characters = toolCharacters(tools),
): Estimate {
  const total = sum(characters);
  if (total <= COUNTED_CHARACTERS) {
    return { tokens: countTokens(JSON.stringify({ tools })), exact: true };
  }
  let read = 0;
  let tokens = 0;
  for (const at of spread(tools.length)) {
    const text = JSON.stringify(tools[at]).slice(0, COUNTED_CHARACTERS - read);
    read += text.length;
    tokens += countTokens(text);
    if (read === COUNTED_CHARACTERS) break;
  }
  return { tokens: Math.round((tokens / read) * total), exact: false };
}

/** Characters of each tool as JSON. A `$defs` member is measured once however many tools share it. */
export function toolCharacters(tools: readonly ToolDefinition[]): readonly number[] {
  const known = new Map<unknown, number>();
  const sizeOf = (value: unknown): number => {
    const size = known.get(value) ?? JSON.stringify(value).length;
    known.set(value, size);
    return size;
  };
  return tools.map((tool) => {
    const { $defs, ...ownSchema } = tool.inputSchema;
    const own = JSON.stringify({ ...tool, inputSchema: ownSchema }).length;
    if ($defs === undefined) return own;
    const members = Object.entries($defs ?? {});
    return (
      own +
      ',"$defs":{}'.length +
      sum(members.map(([name, schema]) => sizeOf(schema) + name.length + 4)) -
      1
    );
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
