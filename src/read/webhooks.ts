import type { ts } from "ts-morph";
import type { MediaType, Webhook } from "../runtime/api/api.js";
import { byMediaType, readContents } from "./arguments.js";
import { type Comment, type CommentTag, commentOf } from "./comment.js";
import type { TypeDeclaration } from "./declarations.js";
import { refineBy } from "./described.js";
import { memberName } from "./literal.js";
import { textsOf } from "./method.js";
import { isConstraintTag, plainText } from "./refine.js";
import { readType, type TypeScope } from "./type.js";

/** What the API sends, from the interface of its module: the inverse of `webhooksModule`. */
export function readWebhooks(scope: TypeScope, contract: TypeDeclaration): readonly Webhook[] {
  const { module } = scope;
  const { ts } = module;
  if (!ts.isInterfaceDeclaration(contract)) return [];
  return contract.members.flatMap((member) => {
    const key = member.name === undefined ? undefined : memberName(module, member.name);
    if (key === undefined || !ts.isPropertySignature(member) || member.type === undefined) {
      const expected = "is not `name: Body`";
      module.report("schema-method-unreadable", member, { method: key ?? "this", expected });
      return [];
    }
    const comment = commentOf(module, member);
    const { name = key, httpMethod = "POST", callback } = factsOf(scope, comment);
    return [
      {
        name,
        httpMethod,
        ...textsOf(comment),
        ...(comment.tags.some((tag) => tag.name === "deprecated") && { deprecated: true as const }),
        contents: contentsOf(scope, comment, member.type),
        ...(callback !== undefined && { callback }),
        source: `${module.file}:${module.lineOf(member)}`,
      },
    ];
  });
}

function contentsOf(scope: TypeScope, comment: Comment, node: ts.TypeNode): readonly MediaType[] {
  const { module } = scope;
  if (node.kind === module.ts.SyntaxKind.UndefinedKeyword) return [];
  const members = byMediaType(scope, node);
  if (members !== undefined) return readContents(scope, members);
  const type = comment.tags
    .filter(({ name }) => isConstraintTag(name))
    .reduce(
      (refined, tag) => refineBy(module, refined, tag, `${tag.name} ${tag.value}`.trimEnd()),
      readType(scope, node),
    );
  return [{ mediaType: "application/json", type }];
}

interface Facts {
  readonly name?: string;
  readonly httpMethod?: string;
  readonly callback?: { readonly operation: string; readonly url: string };
}

function factsOf({ module }: TypeScope, { tags }: Comment): Facts {
  let facts: Facts = {};
  const wrong = (tag: CommentTag, reason: string): void => {
    module.report("schema-tag-invalid", tag.offset, { tag: tag.name, reason });
  };
  for (const tag of tags) {
    const text = plainText(tag.value);
    if (tag.name === "name" && text !== undefined) facts = { ...facts, name: text };
    else if (tag.name === "http" && text !== undefined) facts = { ...facts, httpMethod: text };
    else if (tag.name === "callback") {
      const [, operation, quoted = ""] = /^(\S+) (.+)$/s.exec(tag.value) ?? [];
      const url = plainText(quoted);
      if (operation === undefined || url === undefined)
        wrong(tag, "it needs an operation and a URL");
      else facts = { ...facts, callback: { operation, url } };
    } else if (tag.name !== "deprecated" && !isConstraintTag(tag.name)) {
      module.report("schema-tag-unknown", tag.offset, { tag: tag.name });
    }
  }
  return facts;
}
