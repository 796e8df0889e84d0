import type { ts } from "ts-morph";
import { usualStatus } from "../emit/schema/response-tags.js";
import { settledResult } from "../ir/settle-responses.js";
import { settleType } from "../ir/settle-type.js";
import type { HttpMethod, MediaType, Response } from "../runtime/api/api.js";
import { framingOf, type StreamItem } from "../runtime/api/sequential.js";
import { successResponses } from "../runtime/api/success.js";
import type { Type } from "../runtime/api/types.js";
import type { Comment, CommentTag } from "./comment.js";
import { refineBy } from "./described.js";
import { plainText } from "./refine.js";
import { readType, type TypeScope } from "./type.js";

const USUAL_MEDIA_TYPES = ["application/json"];

/** What the responses of a method are read from. */
export interface ResponseSource {
  readonly httpMethod: HttpMethod;
  readonly comment: Comment;
  /** The type inside the promise. */
  readonly promise: ts.TypeNode;
  /** The media types of the row, if it has any. */
  readonly accept: readonly string[] | undefined;
  /** The type inside `Streams`. */
  readonly items: ts.TypeNode | undefined;
  /** What the row says an item is, and where. */
  readonly stream: StreamItem | undefined;
  readonly row: ts.Node;
}

/** The inverse of `responseTags`: the responses that the promise, the row and the comment of a method make. */
export function readResponses(scope: TypeScope, source: ResponseSource): readonly Response[] {
  const responses = streaming(scope, source, withoutStreams(scope, source));
  const { tags } = source.comment;
  return tags
    .filter(({ name }) => name === "stream")
    .reduce((found, tag) => withStream(scope, found, tag), responses);
}

/** The responses, the first sequential body of which has the item type of `Streams`. */
function streaming(
  scope: TypeScope,
  { items, stream, row }: ResponseSource,
  responses: readonly Response[],
): readonly Response[] {
  const { module } = scope;
  const contents = successResponses(responses).flatMap((response) => response.contents);
  const streamed = contents.find(({ mediaType }) => framingOf(mediaType) !== undefined);
  if (items === undefined) {
    if (stream !== undefined) module.report("schema-stream-differs", row, {});
    return responses;
  }
  if (streamed === undefined) {
    module.report("schema-stream-differs", items, {});
    return responses;
  }
  const itemType = settleType(readType(scope, items));
  const item = stream === undefined || stream === "data" ? undefined : stream;
  return responses.map((response) => ({
    ...response,
    contents: response.contents.map((content) =>
      content === streamed
        ? { ...content, itemType, ...(item !== undefined && { item }) }
        : content,
    ),
  }));
}

function withoutStreams(scope: TypeScope, source: ResponseSource): readonly Response[] {
  const { tags } = source.comment;
  const promised = promisedType(scope, source);
  const returned = tags
    .filter(({ name }) => name === "returns")
    .flatMap((tag) => readLine(scope, tag));
  const errors = tags
    .filter(({ name }) => name === "throws")
    .flatMap((tag) => readLine(scope, tag));
  const [only] = returned;
  const isShort = returned.length === 0 || (returned.length === 1 && only?.type === undefined);
  if (isShort) {
    const successes = promisedResponses(source, promised, only?.statuses);
    return [...successes, ...responsesOf(errors)];
  }
  const successes = responsesOf(returned);
  if (!isSame(successes, promised)) {
    scope.module.report("schema-result-differs", source.promise, {});
  }
  return [...successes, ...responsesOf(errors)];
}

/** `{Item}` of what the promise gives, or `{Item} 200 text/event-stream`. */
function withStream(
  scope: TypeScope,
  responses: readonly Response[],
  tag: CommentTag,
): readonly Response[] {
  const [, , status, mediaText] = /^(\{[^{}]*\})(?: (\w+) (.+))?$/s.exec(tag.value) ?? [];
  const itemType = streamType(scope, tag, tag.value.slice(0, tag.value.indexOf("}") + 1));
  if (itemType === undefined) return responses;
  const mediaType = mediaText === undefined ? undefined : plainText(mediaText);
  const successes = successResponses(responses);
  return responses.map((response) => {
    const isMeant =
      status === undefined ? successes.includes(response) : response.status === status;
    if (!isMeant) return response;
    const contents = response.contents.map((content) =>
      mediaType === undefined || content.mediaType === mediaType
        ? { ...content, itemType }
        : content,
    );
    return { ...response, contents };
  });
}

/** The type in the braces of `@stream {Item}`; `undefined`, reported, when there is none. */
export function streamType(scope: TypeScope, tag: CommentTag, text: string): Type | undefined {
  const [, inner] = /^\{([^{}]+)\}$/.exec(text) ?? [];
  if (inner !== undefined) return namedType(scope, tag, inner);
  const reason = "it needs the type of one item in braces";
  scope.module.report("schema-tag-invalid", tag.offset, { tag: tag.name, reason });
  return undefined;
}

interface Promised {
  readonly type: Type | undefined;
  /** `undefined` is one of the types. */
  readonly mayBeEmpty: boolean;
}

/** The promise's type without `undefined`, with what `@result` says of it. */
function promisedType(scope: TypeScope, { promise, comment }: ResponseSource): Promised {
  const { ts } = scope.module;
  const isEmpty = ({ kind }: ts.TypeNode) =>
    kind === ts.SyntaxKind.UndefinedKeyword || kind === ts.SyntaxKind.VoidKeyword;
  const nodes = ts.isUnionTypeNode(promise) ? [...promise.types] : [promise];
  const members = nodes.filter((node) => !isEmpty(node)).map((node) => readType(scope, node));
  const mayBeEmpty = members.length < nodes.length;
  if (members.length === 0) return { type: undefined, mayBeEmpty };
  let type = settleType({ kind: "union", members });
  for (const tag of comment.tags) {
    if (tag.name === "result") type = refineBy(scope.module, type, tag, tag.value);
  }
  return { type, mayBeEmpty };
}

function promisedResponses(
  { httpMethod, accept }: ResponseSource,
  { type, mayBeEmpty }: Promised,
  statuses: readonly string[] | undefined,
): readonly Response[] {
  if (type === undefined) {
    return (statuses ?? [usualStatus(httpMethod, false)]).map((status) => ({
      status,
      contents: [],
    }));
  }
  const contents = (accept ?? USUAL_MEDIA_TYPES).map((mediaType) => ({ mediaType, type }));
  return [
    ...(statuses ?? ["200"]).map((status) => ({ status, contents })),
    ...(mayBeEmpty ? [{ status: "204", contents: [] }] : []),
  ];
}

interface Line {
  readonly statuses: readonly string[];
  readonly type: Type | undefined;
  readonly mediaTypes: readonly string[];
}

/** `{Type} 404, 410 application/json, text/plain` */
function readLine(scope: TypeScope, tag: CommentTag): readonly Line[] {
  const found = /^(?:\{([^{}]*)\} )?(\w+(?:, \w+)*)(?: (.+))?$/s.exec(tag.value);
  const [, typeText, statusText, mediaText] = found ?? [];
  const mediaTypes = mediaText === undefined ? USUAL_MEDIA_TYPES : mediaTypesOf(mediaText);
  if (statusText === undefined || mediaTypes === undefined) {
    const reason = "it needs statuses, with their type in braces if they have content";
    scope.module.report("schema-tag-invalid", tag.offset, { tag: tag.name, reason });
    return [];
  }
  const type = typeText === undefined ? undefined : namedType(scope, tag, typeText);
  return [{ statuses: statusText.split(", "), type, mediaTypes }];
}

/** Media types, with a comma between; one in quotes is JSON. */
function mediaTypesOf(text: string): readonly string[] | undefined {
  const parts = Array.from(text.matchAll(/("(?:[^"\\]|\\.)*")|[^",\s][^,]*/g), ([part]) => part);
  const values = parts.map(plainText);
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** A type in a comment: any declared name will do, imported or not. */
function namedType(scope: TypeScope, tag: CommentTag, text: string): Type {
  const { module, names } = scope;
  const { ts } = module;
  const syntax = ts.createSourceFile("", `type T = ${text};`, ts.ScriptTarget.ES2023);
  const [statement] = syntax.statements;
  const inner: TypeScope = {
    module: {
      ...module,
      text: syntax.text,
      syntax,
      report: (code, _, parameters) => module.report(code, tag.offset, parameters),
    },
    names: {
      ...names,
      resolve: (_, name) => (names.isDeclared(name) ? name : names.resolve(module, name)),
    },
  };
  return statement !== undefined && ts.isTypeAliasDeclaration(statement)
    ? settleType(readType(inner, statement.type))
    : { kind: "unknown", why: "not-expressible" };
}

/** One response a status; lines that name the same one add to it. */
function responsesOf(lines: readonly Line[]): readonly Response[] {
  const found = new Map<string, MediaType[]>();
  for (const { statuses, type, mediaTypes } of lines) {
    for (const status of statuses) {
      const contents = found.get(status) ?? [];
      found.set(status, contents);
      if (type === undefined) continue;
      contents.push(...mediaTypes.map((mediaType) => ({ mediaType, type })));
    }
  }
  return Array.from(found, ([status, contents]) => ({ status, contents }));
}

function isSame(successes: readonly Response[], promised: Promised): boolean {
  const { type, mayBeEmpty } = settledResult(successes);
  return mayBeEmpty === promised.mayBeEmpty && membersOf(type) === membersOf(promised.type);
}

function membersOf(type: Type | undefined): string {
  if (type === undefined) return "";
  const members = type.kind === "union" ? type.members : [type];
  return members
    .map((member) => JSON.stringify(member))
    .sort()
    .join();
}
