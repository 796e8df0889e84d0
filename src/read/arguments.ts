import type { ts } from "ts-morph";
import { BY_MEDIA_TYPE } from "../emit/schema/operation-method.js";
import type { MediaType, Parameter, RequestBody } from "../runtime/api/api.js";
import { pathVariables } from "../runtime/api/row.js";
import { commentOf } from "./comment.js";
import { describedOf } from "./described.js";
import { memberName } from "./literal.js";
import type { Module } from "./module.js";
import { streamType } from "./responses.js";
import type { RowReader } from "./row-reader.js";
import { readType, type TypeScope } from "./type.js";
import {
  BODY_ENCODING,
  BOOLEAN,
  FIELD_ENCODINGS,
  LOCATION,
  STYLE,
  TEXT,
  TEXTS,
  TRUE,
} from "./value-kind.js";

/** What a call is given: the arguments of a method with what its row says of them. */
export interface Arguments {
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
}

const PARAMETER_KEYS = [
  "in",
  "name",
  "style",
  "explode",
  "allowReserved",
  "mediaType",
  "encoding",
  "default",
  "locked",
];

const LOCKED_TYPE = { kind: "unknown", why: "no-schema" } as const;

/**
 * The arguments of an operation; `undefined`, reported, when a variable of its path is none of them.
 * @param members the properties of the method's only parameter; none for a method without.
 */
export function readArguments(
  scope: TypeScope,
  members: readonly ts.TypeElement[],
  row: RowReader,
  path: string,
): Arguments | undefined {
  const { module } = scope;
  const { ts } = module;
  const variables = pathVariables(path);
  const rows = new Map(row.rows("parameters", PARAMETER_KEYS));
  const bodyName = row.value("bodyName", TEXT) ?? "body";
  const parameters: Parameter[] = [];
  let body: RequestBody | undefined;
  for (const member of members) {
    const name = member.name === undefined ? undefined : memberName(module, member.name);
    if (name === undefined || !ts.isPropertySignature(member) || member.type === undefined) {
      module.report("schema-argument-unused", member, {
        argument: "this member",
        reason: "is not `name: Type`",
      });
      continue;
    }
    const own = rows.get(name);
    rows.delete(name);
    if (name === bodyName && own?.value("in", LOCATION) === undefined) {
      body = readBody(scope, name, member, member.type, row);
      continue;
    }
    const { type, stream: _, ...about } = describedOf(module, member, readType(scope, member.type));
    const preset = own?.json("default");
    const isRequired = member.questionToken === undefined;
    const sent = sentAs(name, own, variables);
    if (sent.in === "path" && !variables.has(sent.wireName)) {
      const reason = `is a path parameter, but {${sent.wireName}} is not in the path`;
      module.report("schema-argument-unused", own?.at("in") ?? member, { argument: name, reason });
      continue;
    }
    parameters.push({
      ...sent,
      required: isRequired || sent.in === "path",
      type,
      ...about,
      ...(preset !== undefined && { preset: { kind: "default", value: preset } }),
    });
  }
  for (const [name, own] of rows) {
    const locked = own.json("locked");
    if (locked === undefined) {
      const reason = "is in the row, but is no argument and not `locked`";
      module.report("schema-argument-unused", own.node, { argument: name, reason });
      continue;
    }
    parameters.push({
      ...sentAs(name, own, variables),
      required: false,
      type: LOCKED_TYPE,
      preset: { kind: "locked", value: locked },
    });
  }
  const bound = new Set(
    parameters.flatMap((parameter) => (parameter.in === "path" ? [parameter.wireName] : [])),
  );
  const unbound = [...variables].filter((variable) => !bound.has(variable));
  for (const variable of unbound) {
    module.report("schema-path-argument-missing", row.at("http"), { variable });
  }
  return unbound.length > 0 ? undefined : { parameters, body };
}

function sentAs(name: string, own: RowReader | undefined, variables: ReadonlySet<string>) {
  const style = own?.value("style", STYLE);
  const explode = own?.value("explode", BOOLEAN);
  const allowReserved = own?.value("allowReserved", TRUE);
  const mediaType = own?.value("mediaType", TEXT);
  const encoding = own?.value("encoding", FIELD_ENCODINGS);
  const location = own?.value("in", LOCATION) ?? (variables.has(name) ? "path" : "query");
  return {
    name,
    wireName: own?.value("name", TEXT) ?? name,
    in: location,
    ...(style !== undefined && { style }),
    ...(explode !== undefined && { explode }),
    ...(allowReserved !== undefined && { allowReserved }),
    ...(mediaType !== undefined && { mediaType }),
    ...(encoding !== undefined && { encoding }),
  };
}

function readBody(
  scope: TypeScope,
  name: string,
  member: ts.PropertySignature,
  node: ts.TypeNode,
  row: RowReader,
): RequestBody {
  const { module } = scope;
  const mediaTypes = row.value("contentTypes", TEXTS);
  const required = member.questionToken === undefined;
  const inner = byMediaType(scope, node);
  if (inner !== undefined) {
    const { text } = commentOf(module, member);
    const contents = readContents(scope, inner);
    const listed = contents.map(({ mediaType }) => mediaType).join();
    if (listed !== (mediaTypes ?? ["application/json"]).join()) {
      module.report("schema-body-differs", row.at("contentTypes"), { argument: name });
    }
    return {
      name,
      required,
      ...(text !== undefined && { description: text }),
      contents: withEncoding(module, contents, row),
    };
  }
  const { description, ...content } = readContent(scope, member, node);
  return {
    name,
    required,
    ...(description !== undefined && { description }),
    contents: withEncoding(
      module,
      (mediaTypes ?? ["application/json"]).map((mediaType) => ({ mediaType, ...content })),
      row,
    ),
  };
}

/** The contents with what the row says of their fields. */
function withEncoding(
  module: Module,
  contents: readonly MediaType[],
  row: RowReader,
): readonly MediaType[] {
  const found = new Map(Object.entries(row.value("encoding", BODY_ENCODING) ?? {}));
  const encoded = contents.map((content) => {
    const encoding = found.get(content.mediaType);
    found.delete(content.mediaType);
    return encoding === undefined ? content : { ...content, encoding };
  });
  for (const mediaType of found.keys()) {
    const reason = "is in `encoding`, but is no media type of the body";
    module.report("schema-argument-unused", row.at("encoding"), { argument: mediaType, reason });
  }
  return encoded;
}

/** The members of `ByMediaType<{ … }>`. */
export function byMediaType(
  { module: { ts } }: TypeScope,
  node: ts.TypeNode,
): readonly ts.TypeElement[] | undefined {
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
  const [argument] = node.typeArguments ?? [];
  return node.typeName.text === BY_MEDIA_TYPE &&
    argument !== undefined &&
    ts.isTypeLiteralNode(argument)
    ? argument.members
    : undefined;
}

export function readContents(
  scope: TypeScope,
  members: readonly ts.TypeElement[],
): readonly MediaType[] {
  const { module } = scope;
  const { ts } = module;
  return members.flatMap((member) => {
    const mediaType = member.name === undefined ? undefined : memberName(module, member.name);
    if (mediaType === undefined || !ts.isPropertySignature(member) || member.type === undefined) {
      return [];
    }
    const { type, itemType } = readContent(scope, member, member.type);
    return [{ mediaType, type, ...(itemType !== undefined && { itemType }) }];
  });
}

/** The type of a body, and of one item of it where `@stream` says one. */
function readContent(scope: TypeScope, member: ts.PropertySignature, node: ts.TypeNode) {
  const { type, description, stream } = describedOf(scope.module, member, readType(scope, node));
  const itemType = stream === undefined ? undefined : streamType(scope, stream, stream.value);
  return {
    type,
    ...(itemType !== undefined && { itemType }),
    ...(description !== undefined && { description }),
  };
}
