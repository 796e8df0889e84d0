import type { Api, Operation } from "./api.js";
import type { NamedType } from "./types.js";

/**
 * Reads the text of `api.json`. Laid out as the compiler writes it, one operation or type a line, it takes a fraction of the time and memory
 * of parsing the whole: of each operation and type only the beginning, which lists and rankings look at, is parsed now, the rest when one of
 * its members is asked for. Any other layout is parsed at once. The value is the same either way.
 * Throws a `SyntaxError` when the text is not JSON; in a part that is parsed later, when that is asked for.
 */
export function readApi(text: string): Api {
  const operations = findList(text, "operations");
  const types = findList(text, "types");
  if (operations === undefined || types === undefined || operations.end > types.start) {
    return JSON.parse(text);
  }
  const frame = `${text.slice(0, operations.start)}${text.slice(operations.end, types.start)}${text.slice(types.end)}`;
  return {
    ...JSON.parse(frame),
    operations: linesOf(text, operations).map((line) => storedRecord<Operation>(line, PARAMETERS)),
    types: linesOf(text, types).map((line) => storedRecord<NamedType>(line, TYPE)),
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

/** A stretch of the text: the members of a list, without the brackets. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The members of a top-level list. A line end is never inside a string (RFC 8259 §7). */
function findList(text: string, key: string): Stretch | undefined {
  const opening = `\n"${key}":[\n`;
  const at = text.indexOf(opening);
  if (at < 0) return undefined;
  const start = at + opening.length;
  const end = text.indexOf("\n]", start);
  return end < 0 ? undefined : { start, end };
}

function linesOf(text: string, { start, end }: Stretch): readonly string[] {
  return text.slice(start, end).split(",\n");
}

/** A record whose line is parsed in two parts, the one from `boundary` on when it is needed. */
function storedRecord<T extends object>(line: string, boundary: string): T {
  const at = line.indexOf(boundary);
  if (at < 0) return JSON.parse(line);
  let rest: string | undefined = line.slice(at + 1);
  const complete = (record: T): T => {
    if (rest !== undefined) Object.assign(record, JSON.parse(`{${rest}`));
    rest = undefined;
    return record;
  };
  return new Proxy<T>(JSON.parse(`${line.slice(0, at)}}`), {
    get: (record, key) =>
      Reflect.get(key in record || IN_BEGINNING.has(key) ? record : complete(record), key),
    has: (record, key) => Reflect.has(complete(record), key),
    ownKeys: (record) => Reflect.ownKeys(complete(record)),
    getOwnPropertyDescriptor: (record, key) =>
      Reflect.getOwnPropertyDescriptor(complete(record), key),
  });
}
