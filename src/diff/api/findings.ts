import type { Finding, Subject } from "../finding.js";
import { type ApiCode, apiRules } from "./api-rules.js";
import { placeIn } from "./place.js";
import { codeOf, type Direction, type TypeDifference } from "./type-change.js";

/** Places of a text that are told by name. */
const MAX_PLACES = 3;

/** The findings about one subject. */
export interface SubjectFindings {
  readonly add: (code: ApiCode, at: string, message: string) => void;
  /** Differences of types at a place, whose values go one way. */
  readonly addTypes: (at: string, direction: Direction, difference: TypeDifference) => void;
  /** A text that is another one: all of them are one finding. */
  readonly addText: (at: string) => void;
  /** One for each code and place. */
  readonly all: () => readonly Finding[];
}

export function findingsAbout(subject: Subject): SubjectFindings {
  const found = new Map<string, { code: ApiCode; at: string; messages: Set<string> }>();
  const texts = new Set<string>();
  const add = (code: ApiCode, at: string, message: string): void => {
    const key = `${code} ${at}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { code, at, messages: new Set([message]) });
    else known.messages.add(message);
  };
  return {
    add,
    addTypes(at, direction, difference) {
      for (const change of difference.changes) {
        add(codeOf(change, direction), placeIn(at, change.at), change.message);
      }
      for (const text of difference.texts) texts.add(placeIn(at, text));
    },
    addText: (at) => texts.add(at),
    all() {
      if (texts.size > 0) add("description-changed", "", textWords([...texts]));
      return [...found.values()].map(({ code, at, messages }) => ({
        code,
        severity: apiRules[code].severity,
        subject,
        at,
        message: [...messages].join("; "),
      }));
    },
  };
}

/** `the text of summary, args.owner and 4 more is another`. */
function textWords(places: readonly string[]): string {
  const shown = places.slice(0, MAX_PLACES).map((place) => place || "the description");
  const more = places.length - shown.length;
  return `the text of ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""} is another`;
}
