import { literal } from "../../runtime/api/literal.js";
import { alternativesOf, propertiesOf } from "../../runtime/api/type-place.js";
import type { Type } from "../../runtime/api/types.js";
import { bracedText, indented, literalArguments, walkText } from "./call.js";
import { ownBonus } from "./collection.js";
import { type Field, pickedText } from "./fields.js";
import type { Ground } from "./ground.js";
import { type Place, placeAt } from "./result-list.js";
import { best, type Chosen, type Snippet } from "./snippet.js";
import { variableNames } from "./variable-names.js";

/** All pages of a list, of which what meets a condition is kept. */
export function pagesExample(ground: Ground, chosen: Chosen): Snippet | undefined {
  const { api } = ground;
  const candidate = best(
    ground.reads.flatMap((operation) => {
      const list = operation.pagination === undefined ? undefined : ground.listOf(operation);
      const args = list === undefined ? undefined : ground.sampleOf(operation);
      if (list === undefined || args === undefined) return [];
      const fields = ground.fieldsOf(list.item);
      const condition = conditionOf(list.item, fields, ground);
      if (condition === undefined) return [];
      const score =
        ground.standing(operation) -
        chosen.repeats(operation) +
        ownBonus(operation) +
        condition.score;
      return [{ operation, list, args, fields, condition, score }];
    }),
  );
  if (candidate === undefined) return undefined;
  const { operation, list, args, fields, condition } = candidate;
  const names = variableNames(api);
  const found = names.named("found");
  const one = names.one(operation, list.item);
  const walk = walkText(api.name, operation, literalArguments(args));
  return {
    title: "Go through all pages and keep what matters",
    code: [
      `const ${found} = [];`,
      `for await (const ${one} of ${walk}) {`,
      `  if (${condition.text(one)}) {`,
      `    ${indented(bracedText(`${found}.push(`, pickedText(one, fields), ");"), 4)}`,
      "  }",
      `  if (${found}.length === 50) break;`,
      "}",
      `return ${found};`,
    ].join("\n"),
    operations: [operation],
  };
}

interface Condition {
  /** The code of it about `variable`. */
  readonly text: (variable: string) => string;
  readonly score: number;
}

/** What an item can be chosen by: one of a few values, a truth value, words in what it is called. */
function conditionOf(item: Type, fields: readonly Field[], ground: Ground): Condition | undefined {
  const { types } = ground;
  const own = propertiesOf(item, types).flatMap(({ name }) => placeAt(item, [name], types) ?? []);
  const valued = best(
    own.flatMap((place) => {
      const value = firstValue(place, ground);
      if (value === undefined) return [];
      return [{ place, value, score: STATE.test(place.access) ? 1.5 : 0.2 }];
    }),
  );
  const truth = own.find(({ type, absent }) => !absent && isOnly(type, "boolean", ground));
  const named = fields.find(
    ({ kind, place }) => kind === "name" && isOnly(place.type, "string", ground),
  )?.place;
  return best([
    ...(valued === undefined
      ? []
      : [conditionAt(valued.place, ` === ${literal(valued.value)}`, valued.score)]),
    ...(truth === undefined ? [] : [conditionAt(truth, "", 0.4)]),
    ...(named === undefined
      ? []
      : [
          conditionAt(
            named,
            `${named.absent ? "?." : "."}includes("WORD")`,
            named.absent ? 0 : 0.5,
          ),
        ]),
  ]);
}

function conditionAt({ access }: Place, test: string, score: number): Condition {
  return { text: (variable) => `${variable}${access}${test}`, score };
}

/** Properties that say how a thing stands. */
const STATE = /[._]?(status|state|phase|visibility|type|kind)$/i;
/** Of more values than these nobody sees which are meant. */
const MAX_VALUES = 12;

function firstValue({ type }: Place, { types }: Ground): string | undefined {
  const [only, ...others] = alternativesOf(type, types);
  if (only?.kind !== "enum" || others.length > 0) return undefined;
  const values = only.values.filter((value) => typeof value === "string" && value !== "");
  if (values.length < 2 || values.length > MAX_VALUES) return undefined;
  const [first] = values;
  return typeof first === "string" && first.length <= 30 ? first : undefined;
}

function isOnly(type: Type, kind: Type["kind"], { types }: Ground): boolean {
  const [only, ...others] = alternativesOf(type, types);
  return only?.kind === kind && others.length === 0;
}
