import type {
  Api,
  Link,
  Operation,
  Parameter,
  ParameterLocation,
  RequestBody,
  SecurityRequirement,
  Webhook,
} from "../runtime/api/api.js";
import type { TypesByName } from "../runtime/api/type-place.js";
import type { NamedType, Type } from "../runtime/api/types.js";
import { effectReasonOf } from "./effects.js";
import { recursiveNames, referencesOf } from "./graph.js";
import { paginationMisfit } from "./pagination-fit.js";
import { settleEncoding } from "./settle-encoding.js";
import {
  type NameType,
  namedItem,
  settleContent,
  settledResult,
  settleResponses,
} from "./settle-responses.js";
import { settleLine, settleText } from "./settle-text.js";
import { settleType, valueType } from "./settle-type.js";
import { suppliersOf } from "./suppliers/suppliers.js";
import { pascalCase, wordsOf } from "./words.js";

/**
 * Brings an API into the one form that its schema can say: `read(emit(settle(api)))` is `settle(api)`, byte for byte. Both ways to an
 * `Api` end here, from a document and from an edited schema. What follows from other things is derived again: results, why an
 * operation has its effect, which types are reachable and which are recursive. `settle(settle(api))` is `settle(api)`.
 */
export function settle(api: Api): Api {
  const taken = new Set([
    ...api.types.map(({ name }) => name),
    ...api.namespaces.map(({ typeName }) => typeName),
    api.typeName,
  ]);
  const inline: NamedType[] = [];
  const ids = new Set(api.operations.map(({ namespace, name }) => `${namespace}.${name}`));
  const operations = api.operations.map((operation) =>
    settleOperation(operation, ids, taken, inline),
  );
  const webhooks = api.webhooks?.map(settleWebhook) ?? [];
  const types = settleTypes(operations, webhooks, [...api.types.map(settleNamedType), ...inline]);
  const typesByName = new Map(types.map((type) => [type.name, type]));
  const used = new Set(operations.map(({ namespace }) => namespace));
  const description = settleText(api.description);
  return {
    formatVersion: api.formatVersion,
    name: api.name,
    typeName: api.typeName,
    title: api.title,
    version: api.version,
    ...(description !== undefined && description !== settleText(api.title) && { description }),
    servers: api.servers,
    securitySchemes: api.securitySchemes,
    security: api.security.map(settleRequirement),
    namespaces: api.namespaces
      .filter(({ name }) => used.has(name))
      .map(({ name, typeName, module, description: about }) => {
        const text = settleText(about);
        return { name, typeName, module, ...(text !== undefined && { description: text }) };
      }),
    operations: withSuppliers(
      operations.map((operation) => withFittingPagination(operation, typesByName)),
      typesByName,
    ),
    ...(webhooks.length > 0 && { webhooks }),
    types,
    policy: api.policy,
    limits: api.limits,
  };
}

function withSuppliers(operations: readonly Operation[], types: TypesByName): readonly Operation[] {
  const found = suppliersOf(operations, (name) => types.get(name)?.type);
  return operations.map((operation) => {
    const suppliers = found.get(operation.id);
    return suppliers === undefined ? operation : { ...operation, suppliers };
  });
}

function settleOperation(
  operation: Operation,
  ids: ReadonlySet<string>,
  taken: Set<string>,
  inline: NamedType[],
): Operation {
  const { namespace, name, httpMethod, path, operationId, tags, effect, body, security } =
    operation;
  const summary = settleLine(operation.summary);
  const description = settleText(operation.description);
  const known = new Map<string, Type>();
  const prefix = pascalCase([...wordsOf(namespace), ...wordsOf(name)]);
  const nameType = (type: Type, role: string): Type => {
    const key = JSON.stringify(type);
    const found = known.get(key) ?? declare(type, prefix + role, namespace, taken, inline);
    known.set(key, found);
    return found;
  };
  const links = (operation.links ?? []).filter((link) => ids.has(link.operation)).map(settleLink);
  const responses = settleResponses(httpMethod, operation.responses, nameType);
  return {
    id: `${namespace}.${name}`,
    namespace,
    name,
    httpMethod,
    path,
    ...(operationId !== undefined && { operationId }),
    ...(tags !== undefined && tags.length > 0 && { tags }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(operation.deprecated && { deprecated: true }),
    effect,
    effectReason: effectReasonOf(operation),
    parameters: settleParameters(operation.parameters),
    ...(body !== undefined && { body: settleBody(body, nameType) }),
    responses,
    result: settledResult(responses),
    ...(operation.pagination !== undefined && { pagination: operation.pagination }),
    ...(security !== undefined &&
      security.length > 0 && { security: security.map(settleRequirement) }),
    ...(operation.servers !== undefined && { servers: operation.servers }),
    ...(links.length > 0 && { links }),
    ...(operation.source !== undefined && { source: operation.source }),
  };
}

/** What refers to no argument or no place of the result is left out: it could not be followed. */
function withFittingPagination(operation: Operation, types: TypesByName): Operation {
  const { pagination, ...unpaginated } = operation;
  if (pagination === undefined) return operation;
  return paginationMisfit(operation, pagination, types) === undefined ? operation : unpaginated;
}

function settleLink({ name, status, operation, parameters = {}, body }: Link): Link {
  return {
    name,
    status,
    operation,
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(body !== undefined && { body }),
  };
}

function declare(
  type: Type,
  wanted: string,
  namespace: string,
  taken: Set<string>,
  inline: NamedType[],
): Type {
  let name = wanted;
  while (taken.has(name)) name = `${name}_`;
  taken.add(name);
  inline.push({ name, type, home: { kind: "namespace", namespace } });
  return { kind: "ref", name };
}

const LOCATION_ORDER: readonly ParameterLocation[] = [
  "path",
  "query",
  "querystring",
  "header",
  "cookie",
];

/** Required arguments, then others, each in the order of locations; what is locked is no argument and comes last. */
function settleParameters(parameters: readonly Parameter[]): readonly Parameter[] {
  const settled = parameters.map(settleParameter);
  return settled.toSorted(
    (left, right) =>
      rank(left) - rank(right) ||
      LOCATION_ORDER.indexOf(left.in) - LOCATION_ORDER.indexOf(right.in) ||
      (isLocked(left) ? byCodeUnits(left.name, right.name) : 0),
  );
}

function rank(parameter: Parameter): number {
  if (isLocked(parameter)) return 2;
  return parameter.required ? 0 : 1;
}

function isLocked({ preset }: Parameter): boolean {
  return preset?.kind === "locked";
}

/** Of a locked parameter nothing is left but how it is sent: its type is its value's. */
function settleParameter(parameter: Parameter): Parameter {
  const { name, wireName, style, explode, allowReserved, mediaType, preset } = parameter;
  const isOpen = preset?.kind !== "locked";
  const description = isOpen ? settleText(parameter.description) : undefined;
  return {
    name,
    wireName,
    in: parameter.in,
    required: parameter.required && preset === undefined,
    type: settleType(preset?.kind === "locked" ? valueType(preset.value) : parameter.type),
    ...(description !== undefined && { description }),
    ...(isOpen && parameter.deprecated && { deprecated: true }),
    ...(isOpen && parameter.default !== undefined && { default: parameter.default }),
    ...(style !== undefined && { style }),
    ...(explode !== undefined && { explode }),
    ...(allowReserved && { allowReserved }),
    ...(mediaType !== undefined && { mediaType }),
    ...settleEncoding(parameter.encoding),
    ...(preset !== undefined && { preset: { kind: preset.kind, value: preset.value } }),
  };
}

function settleBody(body: RequestBody, name: NameType): RequestBody {
  const description = settleText(body.description);
  return {
    name: body.name,
    required: body.required,
    ...(description !== undefined && { description }),
    contents: body.contents.map((content) => namedItem(settleContent(content), "Body", name)),
  };
}

/** Of a sequence that is sent, the type of one item is left out: the receiver reads text. */
function settleWebhook(webhook: Webhook): Webhook {
  const { name, httpMethod, callback, source } = webhook;
  const summary = settleLine(webhook.summary);
  const description = settleText(webhook.description);
  return {
    name,
    httpMethod,
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(webhook.deprecated && { deprecated: true }),
    contents: webhook.contents.map(({ mediaType, type }) => ({
      mediaType,
      type: settleType(type),
    })),
    ...(callback !== undefined && {
      callback: { operation: callback.operation, url: callback.url },
    }),
    ...(source !== undefined && { source }),
  };
}

/** Schemes in the order in which a table can have them: an object sorts keys that are numbers. */
function settleRequirement(requirement: SecurityRequirement): SecurityRequirement {
  const scopes = Object.fromEntries(requirement.map(({ scheme, scopes }) => [scheme, scopes]));
  return Object.entries(scopes).map(([scheme, needed]) => ({ scheme, scopes: needed }));
}

function settleNamedType(named: NamedType): NamedType {
  const description = settleText(named.description);
  return {
    name: named.name,
    type: settleType(named.type),
    ...(description !== undefined && { description }),
    ...(named.deprecated && { deprecated: true }),
    home:
      named.home.kind === "models"
        ? { kind: "models", module: named.home.module }
        : { kind: "namespace", namespace: named.home.namespace },
    ...(named.source !== undefined && { source: named.source }),
  };
}

/** The types that operations and webhooks reach, all of them where there are neither, sorted by name, the recursive ones marked. */
function settleTypes(
  operations: readonly Operation[],
  webhooks: readonly Webhook[],
  types: readonly NamedType[],
): readonly NamedType[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const found = new Set(operations.length + webhooks.length === 0 ? byName.keys() : []);
  const contents = [
    ...operations.flatMap(({ body, responses }) => [
      ...(body?.contents ?? []),
      ...responses.flatMap((response) => response.contents),
    ]),
    ...webhooks.flatMap((webhook) => webhook.contents),
  ];
  const waiting = [
    ...operations.flatMap(({ parameters }) => parameters.map(({ type }) => type)),
    ...contents.flatMap(({ type, itemType }) =>
      itemType === undefined ? [type] : [type, itemType],
    ),
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of referencesOf(next)) {
      const type = byName.get(name);
      if (type === undefined || found.has(name)) continue;
      found.add(name);
      waiting.push(type.type);
    }
  }
  const reached = [...byName.values()].filter(({ name }) => found.has(name));
  const recursive = recursiveNames(new Map(reached.map(({ name, type }) => [name, type])));
  return reached
    .map(({ home, source, ...about }) => ({
      ...about,
      ...(recursive.has(about.name) && { recursive: true as const }),
      home,
      ...(source !== undefined && { source }),
    }))
    .sort((left, right) => byCodeUnits(left.name, right.name));
}

function byCodeUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
