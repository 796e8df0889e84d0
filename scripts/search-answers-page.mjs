// docs/search.md: what a reader gets out of one answer of `search`. `npm run test:peers` leaves the facts.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const RECORD = join(import.meta.dirname, "../.tmp/peers/search-answers.json");

/**
 * @typedef {object} ExaminedAnswer
 * @property {string} request
 * @property {string[]} called
 * @property {string[]} notFound
 * @property {string[]} notSaid
 * @property {string[]} typeErrors
 * @property {string} lacks
 */

/** The page, or nothing when the test has not left its facts. */
export function searchAnswersMarkdown() {
  if (!existsSync(RECORD)) return undefined;
  /** @type {Record<string, ExaminedAnswer[]>} */
  const documents = JSON.parse(readFileSync(RECORD, "utf8"));
  const all = Object.values(documents).flat();
  const sections = Object.entries(documents).map(([name, answers]) => section(name, answers));
  return `# One answer, one snippet

Fifty requests as people write them. A reader who knew nothing of the API got the default answer of \`search\` to each, at most 1,500
tokens, and wrote a snippet from it alone. Written by \`npm run docs\` after \`npm run test:peers\`, which asks anew and checks

- that every operation that the snippet calls is in the answer, as a signature with arguments and result type,
- that every name of the API in the snippet, of arguments and of results, is in the answer,
- that the snippet type-checks, strictly, against the schema of the package.

**${all.filter(isWritten).length} of ${all.length}** pass all of it. The requests and snippets are in \`test/peers/search-answers/\`.

${sections.join("\n")}
${MENDED}`;
}

/** @param {string} name @param {ExaminedAnswer[]} answers */
function section(name, answers) {
  const rows = answers.map((answer) => {
    const { request, called, notFound, typeErrors, lacks } = answer;
    const found = lacks === "" && notFound.length === 0 ? "yes" : "no";
    const types = lacks !== "" ? "" : typeErrors.length === 0 ? "yes" : "no";
    const calls = called.map((id) => `\`${id}\``).join(", ");
    return `| ${request} | ${calls} | ${found} | ${types} | ${missing(answer)} |`;
  });
  return `## ${name}: ${answers.filter(isWritten).length} of ${answers.length}

| request | calls | found | type-checks | what is missing |
|---|---|---|---|---|
${rows.join("\n")}
`;
}

/** @param {ExaminedAnswer} answer */
function missing({ lacks, notFound, notSaid, typeErrors }) {
  if (lacks !== "") return lacks;
  const signatures = new Set(notFound.flatMap((id) => id.split(".")));
  return [
    ...notFound.map((id) => `\`${id}\` is not in the answer`),
    ...notSaid.filter((word) => !signatures.has(word)).map((word) => `\`${word}\` is not said`),
    ...typeErrors.map((message) => message.replaceAll("|", "\\|").split("\n", 1)[0]),
  ].join("; ");
}

/** @param {ExaminedAnswer} answer */
function isWritten({ lacks, notFound, notSaid, typeErrors }) {
  return lacks === "" && [...notFound, ...notSaid, ...typeErrors].length === 0;
}

const MENDED = `## What the misses mended

- Types came in the order of the hits, so that the first one's nested types pushed out the arguments of the fourth, which was the one to
  call. Now each type is first declared briefly, by how far it is from the request, and what is left widens the nearest.
- A wide type was cut after its first properties. Now those that the request names, that identify a thing or tell its state come first, and
  the others are at least named.
- A cut union lost \`string\` and \`null\`, without which no value can be passed on. They stay.
- What a request asks for may be deep: images are at \`.items[].spec?.template.spec?.containers[].image\`. Such a place is told in a line.
- Names that stand for a mere string took a line each. They are written out in place.
- Optional arguments that a request names, by name or by value (\`open\` → \`status\`), are shown where the others are only counted.
`;
