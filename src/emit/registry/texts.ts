import type { Api } from "../../runtime/api/api.js";
import { oneLine } from "../markdown.js";
import { productName } from "../skill/product-name.js";
import { thousands } from "../thousands.js";

/** Most characters of a title and of a description in the MCP registry. */
const REGISTRY_LENGTH = 100;

/** What a list of servers calls this one, in 1 to 100 characters. */
export function displayName(api: Api): string {
  return oneLine(productName(api), REGISTRY_LENGTH);
}

/** What the server does, in at most 100 characters: a longer name is cut, so that the sentence stays whole. */
export function serverSummary(api: Api): string {
  const count = api.operations.length;
  const operations = count === 1 ? "1 operation" : `${thousands(count)} operations`;
  const does = `: search ${operations}, run TypeScript that calls them.`;
  return `${oneLine(displayName(api), REGISTRY_LENGTH - does.length)}${does}`;
}
