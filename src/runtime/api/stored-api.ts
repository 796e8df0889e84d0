import type { Api, Operation } from "./api.js";
import type { NamedType } from "./types.js";

/**
 * Reads the text of `api.json`. Laid out as the compiler writes it, one operation or type a line, it takes a fraction of the time and memory
 * of parsing the whole: of each operation and type the beginning, which lists and rankings look at, and the rest are parsed when one of
 * their members is asked for. Any other layout is parsed at once. The value is the same either way.
 * Throws a `SyntaxError` when the text is not JSON, in a part that is parsed later when that is asked for; an `Error` when it is of another version.
 */
export function readApi(text: string): Api {
  return readApiLines(text.split("\n"));
}

/** The same for the lines of the text. */
export function readApiLines(lines: readonly string[]): Api {
  const api = readLines(lines);
  if (api.formatVersion === FORMAT_VERSION) return api;
  throw new Error(
    `it has format ${JSON.stringify(api.formatVersion)}, this program reads ${FORMAT_VERSION}. Compile again with the same version.`,
  );
}

/** Raised with every change to what `api.json` holds; a reader takes its own version only. */
const FORMAT_VERSION: Api["formatVersion"] = 1;

function readLines(lines: readonly string[]): Api {
  const operations = findList(lines, "operations");
  const types = findList(lines, "types");
  if (operations === undefined || types === undefined || operations.end > types.start) {
    return JSON.parse(lines.join("\n"));
  }
  const frame = [
    ...lines.slice(0, operations.start),
    ...lines.slice(operations.end, types.start),
    ...lines.slice(types.end),
  ].join("\n");
  return {
    ...JSON.parse(frame),
    operations: recordsOf<Operation>(lines, operations, PARAMETERS),
    types: recordsOf<NamedType>(lines, types, TYPE),
  };
}

/**
 * Where the rest of a line begins. Text of the document cannot look like this: inside a JSON string a quotation mark has a backslash
 * before it, and none follows a comma.
 */
const PARAMETERS = ',"parameters":[';
const TYPE = ',"type":{';
/** Members that belong to a beginning: one that is not there is absent. */
const IN_BEGINNING: ReadonlySet<PropertyKey> = new Set<keyof Operation>([
  "operationId",
  "tags",
  "summary",
  "description",
  "deprecated",
]);

/** The lines of a list: those between the ones with its brackets. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A top-level list with one member a line. A line end is never inside a string (RFC 8259 §7). */
function findList(lines: readonly string[], key: string): Stretch | undefined {
  const start = lines.indexOf(`"${key}":[`) + 1;
  if (start === 0) return undefined;
  for (let end = start; end < lines.length; end += 1) {
    if (lines[end]?.startsWith("]")) return { start, end };
    const isLast = lines[end + 1]?.startsWith("]");
    if (!isLast && !lines[end]?.endsWith(",")) return undefined;
  }
  return undefined;
}

function recordsOf<T extends object>(
  lines: readonly string[],
  { start, end }: Stretch,
  boundary: string,
): readonly T[] {
  return lines
    .slice(start, end)
    .map((line, at) => storedRecord(at < end - start - 1 ? line.slice(0, -1) : line, boundary));
}

/** A record whose line is parsed in two parts, each when it is needed, the second from `boundary` on. */
function storedRecord<T extends object>(line: string, boundary: string): T {
  const at = line.indexOf(boundary);
  if (at < 0) return JSON.parse(line);
  let beginning: string | undefined = line.slice(0, at);
  let rest: string | undefined = line.slice(at + 1);
  const begin = (record: T): T => {
    if (beginning !== undefined) Object.assign(record, JSON.parse(`${beginning}}`));
    beginning = undefined;
    return record;
  };
  const complete = (record: T): T => {
    begin(record);
    if (rest !== undefined) Object.assign(record, JSON.parse(`{${rest}`));
    rest = undefined;
    return record;
  };
  return new Proxy<T>(Object.create(Object.prototype), {
    get: (record, key) => {
      const isKnown = key in record || key in begin(record) || IN_BEGINNING.has(key);
      return Reflect.get(isKnown ? record : complete(record), key);
    },
    has: (record, key) => Reflect.has(complete(record), key),
    ownKeys: (record) => Reflect.ownKeys(complete(record)),
    getOwnPropertyDescriptor: (record, key) =>
      Reflect.getOwnPropertyDescriptor(complete(record), key),
  });
}
