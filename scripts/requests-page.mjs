// docs/requests.md: what the requests of real documents were found to be. `npm run test:peers` leaves the figures.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const CACHE = join(import.meta.dirname, "..", ".tmp/peers");

/**
 * @typedef {object} Decoded
 * @property {string} name
 * @property {number} operations
 * @property {number} failed
 * @property {number} samples
 * @property {number} excepted
 * @property {number} twins
 * @property {number} unsendable
 * @property {{ route: string, fault: string, why: string }[]} exceptions
 */

/**
 * @typedef {object} Judged
 * @property {string} name
 * @property {number} operations
 * @property {number} failing
 * @property {number} misread
 * @property {number} unchecked
 * @property {number} calls
 * @property {number} accepted
 * @property {number} apart
 * @property {{ fault: string, why: string, operations: string[] }[]} exceptions
 */

/** The page, or nothing when the tests have not left their figures. */
export function requestsMarkdown() {
  const decoded = /** @type {Decoded[]} */ (recordsOf("request-records"));
  const judged = /** @type {Judged[]} */ (recordsOf("prism/records"));
  if (decoded.length === 0 || judged.length === 0) return undefined;
  return `# Requests

What the generated clients send, proven on ten vendors' documents. Written by \`npm run docs\` after \`npm run test:peers\`.

## A decoder that reads the original document

Every operation is called with sampled arguments: the required ones, all of them, and edge values (empty, Unicode, reserved characters, large, nested).
A decoder that shares no code with the compiler or the client reads the raw request and the original document, and must recover exactly what went in.

| document | operations | right | requests | excepted | of shared paths | bodies that \`fetch\` cannot send |
|---|--:|--:|--:|--:|--:|--:|
${decoded
  .map((one) =>
    row([
      one.name,
      one.operations,
      one.operations - one.failed,
      one.samples,
      one.excepted,
      one.twins,
      one.unsendable,
    ]),
  )
  .join("\n")}

${exceptionList(decoded.flatMap((one) => one.exceptions.map(({ route, fault, why }) => `${one.name} \`${route}\`, the ${fault}'s: ${why}`)))}

## Prism's validator

Each call is made twice, through the client and through \`execute\`; both must send the same request. What Prism's validator cannot compile or misreads is read back
by the decoder and judged by AJV with the original schemas.

| document | operations | accepted by Prism | cannot be compiled | misread | failing | calls | accepted | judged apart |
|---|--:|--:|--:|--:|--:|--:|--:|--:|
${judged
  .map((one) =>
    row([
      one.name,
      one.operations,
      one.operations - one.failing - one.misread - one.unchecked,
      one.unchecked,
      one.misread,
      one.failing,
      one.calls,
      one.accepted,
      one.apart,
    ]),
  )
  .join("\n")}

${exceptionList(judged.flatMap((one) => one.exceptions.map(({ fault, why, operations }) => `${one.name}, ${operations.length} operation${operations.length === 1 ? "" : "s"}, the ${fault}'s: ${why}`)))}
`;
}

/** @param {string} folder @returns {unknown[]} */
function recordsOf(folder) {
  const path = join(CACHE, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(path, file), "utf8")));
}

/** @param {readonly (string | number)[]} cells */
function row(cells) {
  return `| ${cells.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en-US") : cell)).join(" | ")} |`;
}

/** @param {readonly string[]} exceptions */
function exceptionList(exceptions) {
  return exceptions.length === 0
    ? "No exceptions."
    : `Exceptions:\n\n${exceptions.map((one) => `- ${one}`).join("\n")}`;
}
