import type { Type } from "../../runtime/api/types.js";
import {
  type Argument,
  awaitedText,
  bracedText,
  callText,
  indented,
  literalArguments,
} from "./call.js";
import { type Chain, chainsOf } from "./chain.js";
import { isSameNoun } from "./collection.js";
import { pickedText } from "./fields.js";
import type { Ground } from "./ground.js";
import { best, type Chosen, chosenSo, type Snippet } from "./snippet.js";
import { type VariableNames, variableNames } from "./variable-names.js";

/** Chains looked at for each example: there are thousands. */
const MOST = 200;

/** A read that supplies what the next one needs. */
export function chainExample(ground: Ground, chosen: Chosen): Snippet | undefined {
  const { api } = ground;
  const chain = best(usable(ground, chosen, chainsOf(ground)));
  if (chain === undefined) return undefined;
  const { source, target, thing, listed } = chain;
  const names = variableNames(api);
  const written = writeCalls(chain, ground, names);
  const { one, call, shared, sourceCall } = written;
  const access = chain.supplied.filter(({ place }) => place.absent);
  const lines = [...shared];
  if (listed) {
    lines.push(`const [${one}] = ${awaitedText(sourceCall, chain.things)};`);
    const nothing = [`${one} === undefined`];
    const absent = access.map(({ place }) => `${one}?${place.access} == null`);
    lines.push(`if (${(absent.length > 0 ? absent : nothing).join(" || ")}) return null;`);
  } else {
    lines.push(`const ${one} = await ${sourceCall};`);
    if (access.length > 0) {
      const absent = access.map(({ place }) => `${one}${place.access} == null`);
      lines.push(`if (${absent.join(" || ")}) return null;`);
    }
  }
  const own = ground.fieldsOf(thing).slice(0, 2);
  const answer = answerText(chain, ground, names, `await ${call}`);
  lines.push(...answer.lines);
  const told = own.length === 0 ? [] : [`${one}: { ${pickedText(one, own).join(", ")} }`];
  lines.push(bracedText("return ", [...told, answer.told], ";"));
  return {
    title: "Let one read supply what the next one needs",
    code: lines.join("\n"),
    operations: [source, target],
  };
}

/** For each thing of a list one further read, all at once. */
export function parallelExample(ground: Ground, chosen: Chosen): Snippet | undefined {
  const chains = chainsOf(ground).filter(
    ({ listed, supplied }) => listed && supplied.every(({ place }) => !place.absent),
  );
  const fresh = best(usable(ground, chosen, chains));
  if (fresh !== undefined) return fanOut(fresh, ground);
  const independent = independentExample(ground, chosen);
  // A small API has one chain for both examples.
  const known = best(usable(ground, chosenSo([]), chains));
  return independent ?? (known === undefined ? undefined : fanOut(known, ground));
}

function fanOut(chain: Chain, ground: Ground): Snippet {
  const { api } = ground;
  const { source, target, thing } = chain;
  const names = variableNames(api);
  const many = names.many(source, thing);
  const { one, call, shared, sourceCall } = writeCalls(chain, ground, names);
  const answer = answerText(chain, ground, names, `await ${call}`);
  const own = pickedText(one, ground.fieldsOf(thing).slice(0, 2));
  const told = bracedText("return ", [...own, answer.told], ";");
  return {
    title: "Read about several things at once",
    code: [
      ...shared,
      `const ${many} = ${awaitedText(sourceCall, chain.things)};`,
      "return Promise.all(",
      `  ${many}.slice(0, 5).map(async (${one}) => {`,
      ...answer.lines.map((line) => `    ${indented(line, 4)}`),
      `    ${indented(told, 4)}`,
      "  }),",
      ");",
    ].join("\n"),
    operations: [source, target],
  };
}

/** Up to three lists that need nothing of each other, for an API without such a chain. */
function independentExample(ground: Ground, chosen: Chosen): Snippet | undefined {
  const { api } = ground;
  const names = variableNames(api);
  const lists = ground.reads
    .flatMap((operation) => {
      const list = ground.listOf(operation);
      const args = list === undefined ? undefined : ground.sampleOf(operation);
      if (list === undefined || args === undefined || Object.keys(args).length > 0) return [];
      return [
        { operation, list, args, score: ground.standing(operation) - chosen.repeats(operation) },
      ];
    })
    .toSorted((left, right) => right.score - left.score)
    .slice(0, 3);
  if (lists.length < 2) return undefined;
  const variables = lists.map(({ operation, list }) => names.many(operation, list.item));
  const lengths = lists.map(({ list }, at) => {
    const { access, absent } = list.place;
    const place = `${variables[at]}${access}`;
    return `${variables[at]}: ${absent ? `${place}?.length ?? 0` : `${place}.length`}`;
  });
  const calls = lists.map(
    ({ operation, args }) =>
      `  ${indented(callText(api.name, operation, literalArguments(args)), 2)},`,
  );
  return {
    title: "Read several lists at once",
    code: [
      `const [${variables.join(", ")}] = await Promise.all([`,
      ...calls,
      "]);",
      `return { ${lengths.join(", ")} };`,
    ].join("\n"),
    operations: lists.map(({ operation }) => operation),
  };
}

function usable(ground: Ground, chosen: Chosen, chains: readonly Chain[]): readonly Chain[] {
  return chains
    .slice(0, MOST)
    .filter(({ target }) => {
      const { type } = target.result;
      if (type === undefined || chosen.has(target)) return false;
      return ground.listOf(target) !== undefined || ground.fieldsOf(type).length >= 2;
    })
    .map((chain) => ({
      ...chain,
      score: chain.score - chosen.repeats(chain.target) - chosen.repeats(chain.source) / 3,
    }));
}

interface WrittenCalls {
  /** The variable of one thing. */
  readonly one: string;
  /** Declarations of the values that both calls need. */
  readonly shared: readonly string[];
  readonly sourceCall: string;
  readonly call: string;
}

function writeCalls(chain: Chain, ground: Ground, names: VariableNames): WrittenCalls {
  const { api } = ground;
  const { source, target, supplied } = chain;
  const one = names.one(source, chain.thing);
  const sourceValues = ground.sampleOf(source) ?? {};
  const targetValues = ground.sampleOf(target) ?? {};
  const placeOf = new Map(supplied.map(({ argument, place }) => [argument, place]));
  const both = Object.keys(targetValues).filter(
    (name) => !placeOf.has(name) && isText(sourceValues[name]) && isText(targetValues[name]),
  );
  const hoisted = new Map(both.map((name) => [name, names.named(name)]));
  const withHoisted = (args: readonly Argument[]): readonly Argument[] =>
    args.map(({ name, code }) => ({ name, code: hoisted.get(name) ?? code }));
  const callArguments = literalArguments(targetValues).map(({ name, code }) => {
    const place = placeOf.get(name);
    return { name, code: place === undefined ? code : one + place.access.replaceAll("?.", ".") };
  });
  return {
    one,
    shared: literalArguments(sourceValues).flatMap(({ name, code }) => {
      const variable = hoisted.get(name);
      return variable === undefined ? [] : [`const ${variable} = ${code};`];
    }),
    sourceCall: callText(api.name, source, withHoisted(literalArguments(sourceValues))),
    call: callText(api.name, target, withHoisted(callArguments)),
  };
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/** The lines that hold what the second call resolves to, and what of it is returned. */
function answerText(
  { source, target }: Chain,
  ground: Ground,
  names: VariableNames,
  awaited: string,
): { readonly lines: readonly string[]; readonly told: string } {
  const list = ground.listOf(target);
  const isSame = isSameNoun(source, target);
  if (list !== undefined) {
    const many = isSame ? names.named("others") : names.many(target, list.item);
    const call = awaited.slice("await ".length);
    return {
      lines: [`const ${many} = ${awaitedText(call, list.place)};`],
      told: countOrNames(many, ground, list.item, names),
    };
  }
  const answer = isSame
    ? names.named("details")
    : names.one(target, target.result.type ?? { kind: "null" });
  const fields = target.result.type === undefined ? [] : ground.fieldsOf(target.result.type);
  return {
    lines: [`const ${answer} = ${awaited};`],
    told: bracedText(`${answer}: `, pickedText(answer, fields), ""),
  };
}

/** What of each item of a list is returned: its name, else its key, else only how many there are. */
function countOrNames(many: string, ground: Ground, item: Type, names: VariableNames): string {
  const fields = ground.fieldsOf(item);
  const name = fields.find(({ kind }) => kind === "name") ?? fields[0];
  if (name === undefined) return `${many}: ${many}.length`;
  const each = names.named("each");
  return `${many}: ${many}.map((${each}) => ${each}${name.place.access})`;
}
