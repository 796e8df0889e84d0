import type { ts } from "ts-morph";
import type { Operation, SecurityRequirement, StandardMethod } from "../runtime/api/api.js";
import { nearest } from "../runtime/api/nearest.js";
import { paginationOf } from "../runtime/api/row.js";
import { readArguments } from "./arguments.js";
import { type Comment, commentOf } from "./comment.js";
import { PAGINATE } from "./pagination-kind.js";
import { isConstraintTag } from "./refine.js";
import { readResponses } from "./responses.js";
import type { RowReader } from "./row-reader.js";
import { readSecurity } from "./security.js";
import type { TypeScope } from "./type.js";
import { EFFECT, LINKS, SECURITY, SERVERS, STREAM, TEXT, TEXTS } from "./value-kind.js";

/** The keys that a row of a table may have. */
export const ROW_KEYS = [
  "http",
  "effect",
  "operationId",
  "tags",
  "parameters",
  "bodyName",
  "contentTypes",
  "encoding",
  "paginate",
  "accept",
  "stream",
  "security",
  "servers",
  "links",
];

/** What an operation has from outside its method and row. */
export interface OperationScope extends TypeScope {
  readonly namespace: string;
  /** The tags of an operation whose row names none. */
  readonly tags: readonly string[];
  readonly schemes: ReadonlySet<string>;
  readonly security: readonly SecurityRequirement[];
}

/** An operation from its method and its row; `undefined`, reported, when one of them does not say what it must. */
export function readOperation(
  scope: OperationScope,
  name: string,
  method: ts.MethodSignature,
  row: RowReader,
): Operation | undefined {
  const { module, namespace } = scope;
  const signature = signatureOf(scope, name, method);
  const route = routeOf(scope, row);
  const effect = row.value("effect", EFFECT);
  if (effect === undefined && row.at("effect") === row.node) {
    module.report("schema-row-value", row.node, { key: "effect", expected: EFFECT.name });
  }
  if (signature === undefined || route === undefined || effect === undefined) return undefined;
  const given = readArguments(scope, signature.members, row, route.path);
  if (given === undefined) return undefined;
  const comment = commentOf(module, method);
  reportTags(scope, comment);
  const responses = readResponses(scope, {
    httpMethod: route.httpMethod,
    comment,
    promise: signature.promise,
    items: signature.items,
    accept: row.value("accept", TEXTS),
    stream: row.value("stream", STREAM),
    row: row.at("stream"),
  });
  const operationId = row.value("operationId", TEXT);
  const paginate = row.value("paginate", PAGINATE);
  const pagination = paginate === undefined ? undefined : paginationOf({ paginate });
  const tags = row.value("tags", TEXTS) ?? scope.tags;
  const servers = row.value("servers", SERVERS);
  const links = row.value("links", LINKS);
  const own = row.value("security", SECURITY);
  const security =
    own === undefined
      ? scope.security
      : readSecurity(module, row.at("security"), own, scope.schemes);
  return {
    id: `${namespace}.${name}`,
    namespace,
    name,
    ...route,
    ...(operationId !== undefined && { operationId }),
    tags,
    ...textsOf(comment),
    ...(comment.tags.some((tag) => tag.name === "deprecated") && { deprecated: true }),
    effect,
    effectReason: { kind: "configured" },
    parameters: given.parameters,
    ...(given.body !== undefined && { body: given.body }),
    responses,
    result: { mayBeEmpty: false },
    ...(pagination !== undefined && { pagination }),
    security,
    ...(servers !== undefined && { servers }),
    ...(links !== undefined && { links }),
    source: `${module.file}:${module.lineOf(method)}`,
  };
}

interface Signature {
  readonly members: readonly ts.TypeElement[];
  readonly promise: ts.TypeNode;
  /** What is in `Streams<Item>`. */
  readonly items: ts.TypeNode | undefined;
}

/** `name(args: { … }): Promise<Result>`, perhaps with `& Streams<Item>`. */
function signatureOf(
  { module }: TypeScope,
  name: string,
  method: ts.MethodSignature,
): Signature | undefined {
  const { ts } = module;
  const [parameter, ...others] = method.parameters;
  const type = parameter?.type;
  const { type: returned } = method;
  const promise = argumentOf(ts, returned, "Promise");
  const items = argumentOf(ts, returned, "Streams");
  if (promise === undefined) {
    const expected = "must return a promise: `Promise<Result>`, or `Promise<undefined>`";
    module.report("schema-method-unreadable", method, { method: name, expected });
    return undefined;
  }
  if (others.length > 0 || method.typeParameters !== undefined) {
    const expected = "must take one object, and no type parameter";
    module.report("schema-method-unreadable", method, { method: name, expected });
    return undefined;
  }
  if (parameter === undefined) return { members: [], promise, items };
  if (type === undefined || !ts.isTypeLiteralNode(type)) {
    const expected = "must have its arguments written out: `args: { id: string }`";
    module.report("schema-method-unreadable", parameter, { method: name, expected });
    return undefined;
  }
  return { members: type.members, promise, items };
}

/** The argument of the generic type of that name, which is the whole type or a part of an intersection. */
function argumentOf(
  syntax: typeof ts,
  type: ts.TypeNode | undefined,
  name: string,
): ts.TypeNode | undefined {
  if (type === undefined) return undefined;
  const parts = syntax.isIntersectionTypeNode(type) ? type.types : [type];
  for (const part of parts) {
    const isOurs =
      syntax.isTypeReferenceNode(part) &&
      syntax.isIdentifier(part.typeName) &&
      part.typeName.text === name;
    if (isOurs) return part.typeArguments?.[0];
  }
  return undefined;
}

const METHODS: readonly StandardMethod[] = [
  "GET",
  "PUT",
  "POST",
  "DELETE",
  "OPTIONS",
  "HEAD",
  "PATCH",
  "TRACE",
  "QUERY",
];

/** A method (RFC 9110 §9.1: a token) and a path. */
const ROUTE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) (\/.*)$/s;

function routeOf(
  { module }: TypeScope,
  row: RowReader,
): Pick<Operation, "httpMethod" | "path"> | undefined {
  const [, method = "", path = ""] = ROUTE.exec(row.value("http", TEXT) ?? "") ?? [];
  if (method !== "") {
    if (!METHODS.some((known) => known === method)) {
      const near = nearest(method, METHODS, 1)[0];
      module.report("schema-method-unusual", row.at("http"), { method, nearest: near });
    }
    return { httpMethod: method, path };
  }
  const expected = "a method and a path: `GET /things/{id}`";
  module.report("schema-row-value", row.at("http"), { key: "http", expected });
  return undefined;
}

/** The first paragraph is the summary; under `@remarks` there is none. */
export function textsOf({ text, isRemarks }: Comment): Pick<Operation, "summary" | "description"> {
  if (text === undefined) return {};
  if (isRemarks) return { description: text };
  const [, summary = text, description] = /^(.*?)\n[ \t]*\n(.*)$/s.exec(text) ?? [];
  return { summary, ...(description !== undefined && { description }) };
}

const METHOD_TAGS = new Set(["deprecated", "result", "returns", "stream", "throws"]);

function reportTags({ module }: TypeScope, { tags }: Comment): void {
  for (const { name, offset } of tags) {
    if (METHOD_TAGS.has(name)) continue;
    if (isConstraintTag(name)) {
      const reason = "on a method it stands behind @result";
      module.report("schema-tag-invalid", offset, { tag: name, reason });
    } else module.report("schema-tag-unknown", offset, { tag: name });
  }
}
