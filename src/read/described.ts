import type { ts } from "ts-morph";
import type { JsonValue, Type } from "../runtime/api/types.js";
import { type CommentTag, commentOf } from "./comment.js";
import type { Module } from "./module.js";
import { isConstraintTag, jsonOf, refine } from "./refine.js";

/** What a comment says of a property, an argument or a declaration, and its type with the constraints of the tags. */
export interface Described {
  readonly type: Type;
  readonly description?: string;
  readonly deprecated?: true;
  readonly default?: JsonValue;
  /** Of a body: says what one item of it is. */
  readonly stream?: CommentTag;
}

/** Reads the comment of a node. A tag that says nothing the schema knows is reported. */
export function describedOf(module: Module, node: ts.Node, type: Type): Described {
  const { text, tags } = commentOf(module, node);
  let refined = type;
  let isDeprecated = false;
  let preset: JsonValue | undefined;
  let stream: CommentTag | undefined;
  for (const tag of tags) {
    if (tag.name === "deprecated") isDeprecated = true;
    else if (tag.name === "default") preset = defaultOf(module, tag);
    else if (tag.name === "stream") stream = tag;
    else refined = refineBy(module, refined, tag, `${tag.name} ${tag.value}`.trimEnd());
  }
  return {
    type: refined,
    ...(text !== undefined && { description: text }),
    ...(isDeprecated && { deprecated: true }),
    ...(preset !== undefined && { default: preset }),
    ...(stream !== undefined && { stream }),
  };
}

/** The type with what `text` says of it: the tag itself, or what follows the way to the type. */
export function refineBy(module: Module, type: Type, tag: CommentTag, text: string): Type {
  const [keyword = ""] = text.split(" ", 1);
  if (!isConstraintTag(keyword)) {
    module.report("schema-tag-unknown", tag.offset, { tag: tag.name });
    return type;
  }
  const refined = refine(type, text);
  if (refined.kind === "type") return refined.type;
  module.report("schema-tag-invalid", tag.offset, { tag: tag.name, reason: refined.reason });
  return type;
}

function defaultOf(module: Module, tag: CommentTag): JsonValue | undefined {
  const value = jsonOf(tag.value);
  if (value === undefined) {
    const reason = "its value is not JSON: a string needs its quotes";
    module.report("schema-tag-invalid", tag.offset, { tag: tag.name, reason });
  }
  return value;
}
