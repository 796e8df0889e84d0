import type { Api } from "../../runtime/api/api.js";
import { specName } from "../../runtime/mcp/spec-text.js";

/** Characters of a title that are read, and of a name that is given. */
const TITLE_CHARACTERS = 120;
const NAME_CHARACTERS = 40;

/**
 * What people call the API: of the title the words that the client's name was made of, as the title writes them. `GitHub's official OpenAPI spec`
 * of the client `github` is `GitHub`; a title that says something else than the client's name is taken whole.
 */
export function productName({
  title,
  name,
  typeName,
}: Pick<Api, "title" | "name" | "typeName">): string {
  const words = specName(title, TITLE_CHARACTERS)
    .split(" ")
    .map((word) => word.replace(/['’]s$/, ""));
  let left = name.toLowerCase();
  const own: string[] = [];
  let between: string[] = [];
  for (const word of words) {
    const letters = word.toLowerCase().replace(/[^a-z0-9]/g, "");
    if (letters !== "" && left.startsWith(letters)) {
      own.push(...between, word);
      between = [];
      left = left.slice(letters.length);
    } else if (own.length > 0) between.push(word);
    if (left === "") break;
  }
  const isWhole = own.length > 0 && (left === "" || left === "api");
  return specName(isWhole ? own.join(" ") : title, NAME_CHARACTERS) || typeName;
}
