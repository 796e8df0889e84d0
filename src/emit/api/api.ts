import type { Api } from "../../runtime/api/api.js";

/**
 * The text of `api.json`: the IR that the server, the answers of `search` and comparisons of versions read. JSON, keys in the order of the
 * IR, one operation, type or other list member a line, so that the diff of two versions shows what changed and nothing else. Where things stand in the input is left out: the same API from another input has the same bytes.
 */
export function apiJson(api: Api): string {
  const operations = api.operations.map(withoutSource);
  const types = api.types.map(withoutSource);
  const webhooks = api.webhooks?.map(withoutSource);
  const members = Object.entries({
    ...api,
    operations,
    ...(webhooks !== undefined && { webhooks }),
    types,
  }).map(([key, value]) => `${JSON.stringify(key)}:${json(value)}`);
  return `{\n${members.join(",\n")}\n}\n`;
}

function withoutSource<T extends { readonly source?: string }>({ source: _, ...rest }: T) {
  return rest;
}

function json(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return JSON.stringify(value);
  return `[\n${value.map((member) => JSON.stringify(member)).join(",\n")}\n]`;
}
