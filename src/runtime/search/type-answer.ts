import type { NamedType, ObjectType, UnionType } from "../api/types.js";
import { declarationText } from "./block.js";
import { fitSections, type TokenBudget } from "./budget.js";
import { declareTypes, type TypeNeed } from "./declarations.js";
import type { Materials } from "./materials.js";
import { firstSentence } from "./plain-text.js";
import { isExhausted, startPrint, type TypeView } from "./type-text.js";

const NOTHING_ASKED: ReadonlySet<string> = new Set();
const FRAME_TOKENS = 90;
const MAX_DESCRIPTION = 200;
const NOTED_VIEW: TypeView = {
  depth: 5,
  properties: 400,
  named: 0,
  members: 400,
  notes: "shown",
  required: "cut",
};
const PLAIN_VIEW: TypeView = { ...NOTED_VIEW, notes: "left-out" };
const FLAT_VIEW: TypeView = {
  depth: 2,
  properties: 400,
  named: 0,
  members: 400,
  notes: "left-out",
  required: "cut",
};

/** One named type in full, as many of its properties (or members) from `offset` on as fit, then the types it refers to. */
export function typeAnswer(
  materials: Materials,
  named: NamedType,
  budget: TokenBudget,
  offset: number,
): string {
  const room = budget.tokens - FRAME_TOKENS;
  const parts = partsOf(named);
  const { text, references, shown } = printParts(parts, offset, { ...budget, tokens: room });
  const others = [...references]
    .filter((name) => name !== named.name)
    .map((name): TypeNeed => ({ name, role: "received", distance: 0 }));
  const used = budget.count(text);
  const { texts } = declareTypes(materials, others, NOTHING_ASKED, room - used);
  const header = headerText(named, parts, offset, shown);
  return fitSections([...(header === "" ? [] : [header]), text, ...texts], budget);
}

/** What a type is paged by: properties of an object, members of a union, values of an enum. */
interface Parts {
  /** What they are, in the plural. */
  readonly noun: string;
  readonly length: number;
  slice(from: number, count: number): NamedType;
}

function partsOf(named: NamedType): Parts {
  const { type } = named;
  const withType = (part: NamedType["type"]): NamedType => ({ ...named, type: part });
  switch (type.kind) {
    case "object":
      return {
        noun: "properties",
        length: type.properties.length,
        slice: (from, count) => withType(propertiesOf(type, from, count)),
      };
    case "union":
      return {
        noun: "members",
        length: type.members.length,
        slice: (from, count) => withType(membersFrom(type, from, count)),
      };
    case "enum":
      return {
        noun: "values",
        length: type.values.length,
        slice: (from, count) =>
          withType({ ...type, values: type.values.slice(from, from + count) }),
      };
    default:
      return { noun: "parts", length: 1, slice: () => named };
  }
}

function propertiesOf(type: ObjectType, from: number, count: number): ObjectType {
  return { ...type, properties: type.properties.slice(from, from + count) };
}

function membersFrom(type: UnionType, from: number, count: number): UnionType {
  return { ...type, members: type.members.slice(from, from + count) };
}

interface PrintedParts {
  readonly text: string;
  readonly references: ReadonlySet<string>;
  readonly shown: number;
  /** False when the printing was broken off. */
  readonly isWhole: boolean;
}

/** The fullest view in which the whole rest fits; else, in the plainest, as many parts as fit, and at least one. */
function printParts(parts: Parts, offset: number, budget: TokenBudget): PrintedParts {
  const rest = Math.max(0, parts.length - offset);
  for (const view of [NOTED_VIEW, PLAIN_VIEW, FLAT_VIEW]) {
    const printed = printPart(parts.slice(offset, rest), view, rest);
    if (isFitting(printed, budget)) return printed;
  }
  let best = printPart(parts.slice(offset, 1), FLAT_VIEW, 1);
  let tooMany = rest;
  while (tooMany - best.shown > 1) {
    const count = Math.floor((best.shown + tooMany) / 2);
    const printed = printPart(parts.slice(offset, count), FLAT_VIEW, count);
    if (isFitting(printed, budget)) best = printed;
    else tooMany = count;
  }
  return best;
}

function printPart(named: NamedType, view: TypeView, shown: number): PrintedParts {
  const print = startPrint();
  const text = declarationText(named.name, named.type, view, print);
  return { text, references: print.references, shown, isWhole: !isExhausted(print) };
}

function isFitting(printed: PrintedParts, budget: TokenBudget): boolean {
  return printed.isWhole && budget.count(printed.text) <= budget.tokens;
}

function headerText(named: NamedType, parts: Parts, offset: number, shown: number): string {
  const total = parts.length;
  const description = firstSentence(named.description ?? "", MAX_DESCRIPTION);
  const lines = description === "" ? [] : [`// ${description}`];
  if (named.recursive) lines.push(`// ${named.name} can contain itself.`);
  if (shown < total) {
    const last = offset + shown;
    const next = last < total ? ` Next: the same query, offset: ${last}.` : "";
    lines.push(
      `// ${total} ${parts.noun}; here ${shown === 0 ? "none" : `${offset + 1}–${last}`}.${next}`,
    );
  }
  return lines.join("\n");
}
