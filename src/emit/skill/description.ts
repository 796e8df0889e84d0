import type { Api } from "../../runtime/api/api.js";
import { oneLine } from "../markdown.js";
import { nounsOf } from "./nouns.js";
import { productName } from "./product-name.js";

/** Characters of a skill's description by the Agent Skills rules; agents list about the first 200. */
const DESCRIPTION_LENGTH = 1_024;
const LISTED_LENGTH = 190;

/** What an agent sees of a skill before it opens it: the words that should make it open it come first. `rest` says what else is to know. */
export function descriptionOf(api: Api, rest: string): string {
  const name = productName(api);
  const start = `Read and change ${name} data: `;
  let subjects = "";
  for (const noun of nounsOf(api)) {
    const next = subjects === "" ? noun : `${subjects}, ${noun}`;
    if (start.length + next.length > LISTED_LENGTH) break;
    subjects = next;
  }
  const about = subjects === "" ? `Read and change ${name} data` : start + subjects;
  return oneLine(`${about}. ${rest}`, DESCRIPTION_LENGTH);
}
