import type { Config } from "../config.js";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { NormalisedDocument } from "../normalise/normalised.js";
import { isReservedApiName } from "./reserved-names.js";
import { camelCase, wordsOf } from "./words.js";

/** Words of a title that say what kind of document it is, not whose. */
const GENERIC_WORDS = new Set(
  "api apis rest restful http https web openapi oas swagger spec specs specification specifications schema definition documentation docs reference official public platform service collection preview the of for s".split(
    " ",
  ),
);

/** https://semver.org, 2.0.0. */
const SEMVER =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/;

/** The client's name in snippets: the configuration's, else the title less the words that every title has. */
export function apiName(document: NormalisedDocument, config: Config): string {
  if (config.name !== undefined) return config.name;
  const head = document.title.split(/\s[+|–—-]\s|[:([]/)[0] ?? "";
  // A brand is one word however it is capitalised: GitHub is github.
  const words = wordsOf(head.toLowerCase()).filter(
    (word) => !GENERIC_WORDS.has(word) && !/^v?\d+$/.test(word),
  );
  const name = camelCase(words.slice(0, 3)).replace(/^_/, "api");
  if (name === "") return "api";
  return isReservedApiName(name) ? `${name}Api` : name;
}

/** The package's version: the configuration's, else the document's if npm accepts it, else 0.0.0. */
export function packageVersion(
  document: NormalisedDocument,
  config: Config,
  diagnostics: Diagnostics,
): string {
  if (config.package.version !== undefined) return config.package.version;
  if (SEMVER.test(document.version)) return document.version;
  diagnostics.report("version-not-semver", "/info/version", { version: document.version });
  return "0.0.0";
}
