import { awaitedText, bracedText, callText, literalArguments } from "./call.js";
import { ownBonus } from "./collection.js";
import { pickedText } from "./fields.js";
import type { Ground } from "./ground.js";
import { best, type Snippet } from "./snippet.js";
import { variableNames } from "./variable-names.js";

const TITLE = "Return only the fields you need";

/** A list of which only some fields are returned. */
export function listExample(ground: Ground): Snippet | undefined {
  const { api } = ground;
  const chosen = best(
    ground.reads.flatMap((operation) => {
      const list = ground.listOf(operation);
      const args = list === undefined ? undefined : ground.sampleOf(operation);
      if (list === undefined || args === undefined) return [];
      const fields = ground.fieldsOf(list.item);
      if (fields.length < 2) return [];
      return [
        { operation, list, args, fields, score: ground.standing(operation) + ownBonus(operation) },
      ];
    }),
  );
  if (chosen === undefined) return thingExample(ground);
  const { operation, list, args, fields } = chosen;
  const names = variableNames(api);
  const many = names.many(operation, list.item);
  const one = names.one(operation, list.item);
  const call = callText(api.name, operation, literalArguments(args));
  return {
    title: TITLE,
    code: [
      `const ${many} = ${awaitedText(call, list.place)};`,
      bracedText(`return ${many}.map((${one}) => (`, pickedText(one, fields), "));"),
    ].join("\n"),
    operations: [operation],
  };
}

/** One thing of which only some fields are returned, for an API whose lists say nothing of what they hold. */
function thingExample(ground: Ground): Snippet | undefined {
  const { api } = ground;
  const chosen = best(
    ground.reads.flatMap((operation) => {
      const { type, mayBeEmpty } = operation.result;
      const args = ground.sampleOf(operation);
      if (type === undefined || mayBeEmpty || args === undefined) return [];
      const fields = ground.fieldsOf(type);
      if (fields.length < 2) return [];
      return [{ operation, type, args, fields, score: ground.standing(operation) }];
    }),
  );
  if (chosen === undefined) return undefined;
  const { operation, type, args, fields } = chosen;
  const one = variableNames(api).one(operation, type);
  return {
    title: TITLE,
    code: [
      `const ${one} = await ${callText(api.name, operation, literalArguments(args))};`,
      bracedText("return ", pickedText(one, fields), ";"),
    ].join("\n"),
    operations: [operation],
  };
}
