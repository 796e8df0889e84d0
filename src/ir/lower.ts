import type { Config } from "../config.js";
import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import { isTrue, textAt } from "../normalise/json.js";
import type { NormalisedDocument, NormalisedOperation } from "../normalise/normalised.js";
import type { Api, MediaType, Namespace, Operation, Webhook } from "../runtime/api/api.js";
import type { NamedType, Type } from "../runtime/api/types.js";
import { lowerBody, lowerResponses, resultOf } from "./content.js";
import { directionalSchemas } from "./direction.js";
import { classify } from "./effects.js";
import { filterOperations } from "./filter.js";
import { openDirectCycles, recursiveNames, referencesOf } from "./graph.js";
import { apiName, packageVersion } from "./identity.js";
import { hoist, isLarge } from "./inline-types.js";
import { linkOperations } from "./links.js";
import { type OperationName, operationNames } from "./operation-names.js";
import { paginateOperations } from "./pagination.js";
import { lowerParameters } from "./parameters.js";
import { isReservedType } from "./reserved-names.js";
import { createSchemaLowering, type SchemaLowering } from "./schema-lowering.js";
import { lowerSecurity, lowerServers, requirements, type Security } from "./security.js";
import { settleSentValues } from "./sent-values.js";
import { settle } from "./settle.js";
import { lowerStreams, type ResolveType } from "./streams.js";
import { mapRefs } from "./type-algebra.js";
import { modelsModule, typeNames } from "./type-names.js";
import { lowerWebhooks } from "./webhooks.js";
import { pascalCase, wordsOf } from "./words.js";

/** Decides everything about an API: names, types, effects, security, reachability, recursion. */
export function lower(document: NormalisedDocument, config: Config, diagnostics: Diagnostics): Api {
  const kept = filterOperations(document.operations, config.include, config.exclude);
  const names = operationNames(kept, config.names, diagnostics);
  const schemas = createSchemaLowering(document, directionalSchemas(document), diagnostics);
  const security = lowerSecurity(document, diagnostics);
  reportDuplicateIds(kept, diagnostics);
  const unlinked = kept.map((operation, index) =>
    lowerOperation(
      operation,
      names[index] ?? { namespace: "root", name: `operation${index}` },
      schemas,
      security,
      config,
      diagnostics,
    ),
  );
  const lowered = linkOperations(document, kept, unlinked, diagnostics);
  const sent = lowerWebhooks(document, lowered, schemas);
  if (document.operations.length + sent.length === 0) lowerSchemas(document, schemas, diagnostics);
  schemas.finish();
  const streaming = lowered.map((operation, index) => {
    const normalised = kept[index];
    const resolve: ResolveType = (key) => schemas.named.get(key)?.type;
    return normalised === undefined
      ? operation
      : lowerStreams(operation, normalised, resolve, diagnostics);
  });
  reportUnusedDefaults(streaming, config, diagnostics);
  const named = nameTypes(document, streaming, sent, schemas, diagnostics);
  const { webhooks, types } = named;
  const operations = paginateOperations(
    kept,
    settleSentValues(named.operations, types, diagnostics),
    types,
    config.pagination,
    diagnostics,
  );
  const name = apiName(document, config);
  const namespaces = namespacesOf(document, kept, names, new Set(types.map((type) => type.name)));
  const order = new Map(namespaces.map((namespace, index) => [namespace.name, index]));
  const namespaceIndex = (operation: Operation): number => order.get(operation.namespace) ?? 0;
  return settle({
    formatVersion: 1,
    name,
    typeName: free(
      pascalCase(wordsOf(name)),
      "Api",
      new Set([
        ...types.map((type) => type.name),
        ...namespaces.map((namespace) => namespace.typeName),
      ]),
    ),
    title: document.title || name,
    version: packageVersion(document, config, diagnostics),
    ...(document.description !== undefined && { description: document.description }),
    servers: lowerServers(document.servers),
    securitySchemes: security.schemes,
    security: security.requirement,
    namespaces,
    operations: [...operations].sort((left, right) => namespaceIndex(left) - namespaceIndex(right)),
    ...(webhooks.length > 0 && { webhooks }),
    types,
    policy: config.policy,
    limits: config.limits,
  });
}

function lowerOperation(
  operation: NormalisedOperation,
  { namespace, name }: OperationName,
  schemas: SchemaLowering,
  security: Security,
  config: Config,
  diagnostics: Diagnostics,
): Operation {
  const { value, method, path, pointer, operationId } = operation;
  const id = `${namespace}.${name}`;
  const configuredEffect = [`${method} ${path}`, operationId ?? "", id].find(
    (key) => key !== "" && Object.hasOwn(config.effects, key),
  );
  const { effect, reason } = classify(
    operation,
    configuredEffect === undefined ? undefined : config.effects[configuredEffect],
  );
  const parameters = lowerParameters(
    operation,
    schemas,
    new Map(Object.entries(config.defaults)),
    diagnostics,
  );
  const body = lowerBody(operation, parameters, schemas, diagnostics);
  const responses = lowerResponses(operation.responses, schemas);
  const needed =
    operation.security === undefined
      ? security.requirement
      : requirements(
          operation.security,
          security.schemes,
          childPointer(pointer, "security"),
          diagnostics,
        );
  const summary = textAt(value, "summary");
  const description = textAt(value, "description");
  return {
    id,
    namespace,
    name,
    httpMethod: method,
    path,
    ...(operationId !== undefined && { operationId }),
    ...(operation.tags.length > 0 && { tags: operation.tags }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(isTrue(value, "deprecated") && { deprecated: true }),
    effect,
    effectReason: reason,
    parameters,
    ...(body !== undefined && { body }),
    responses,
    result: resultOf(operation, responses, diagnostics),
    ...(needed.length > 0 && { security: needed }),
    ...(operation.servers !== undefined && { servers: lowerServers(operation.servers) }),
    source: pointer,
  };
}

/** Replaces provisional keys by names, gives large inline types names of their own, and keeps what operations reach. */
function nameTypes(
  document: NormalisedDocument,
  lowered: readonly Operation[],
  sent: readonly Webhook[],
  schemas: SchemaLowering,
  diagnostics: Diagnostics,
): {
  readonly operations: readonly Operation[];
  readonly webhooks: readonly Webhook[];
  readonly types: readonly NamedType[];
} {
  const bodies = new Map(Array.from(schemas.named, ([key, { type }]) => [key, type]));
  openDirectCycles(bodies, (key) =>
    diagnostics.report("schema-refers-to-itself", schemas.named.get(key)?.pointer ?? "", {
      name: key,
    }),
  );
  const components = document.schemas.map(({ pointer }) => pointer);
  const names = typeNames([...new Set([...components, ...schemas.named.keys()])]);
  const rename = (key: string): string => names.get(key) ?? key;
  const taken = new Set(names.values());
  const inline: NamedType[] = [];
  const operations = lowered.map((operation) =>
    nameOperationTypes(operation, rename, taken, inline),
  );
  const webhooks = sent.map((webhook) => ({
    ...webhook,
    contents: webhook.contents.map((content) => renameContent(content, rename)),
  }));
  const recursive = recursiveNames(bodies);
  const models = Array.from(schemas.named, ([key, schema]): NamedType => {
    const { description, deprecated, pointer } = schema;
    const name = rename(key);
    return {
      name,
      type: mapRefs(bodies.get(key) ?? schema.type, rename),
      ...(description !== undefined && { description }),
      ...(deprecated && { deprecated }),
      ...(recursive.has(key) && { recursive: true }),
      home: { kind: "models", module: modelsModule(name) },
      source: pointer,
    };
  });
  const named = [...models, ...inline];
  const isLibrary = operations.length + webhooks.length === 0;
  const types = isLibrary ? named : reachable(operations, webhooks, named);
  return {
    operations,
    webhooks,
    types: types.sort((left, right) => (left.name < right.name ? -1 : 1)),
  };
}

function nameOperationTypes(
  operation: Operation,
  rename: (key: string) => string,
  taken: Set<string>,
  inline: NamedType[],
): Operation {
  const owner = {
    namespace: operation.namespace,
    prefix: pascalCase([...wordsOf(operation.namespace), ...wordsOf(operation.name)]),
    ...(operation.source !== undefined && { source: operation.source }),
  };
  const hoisted = new Map<string, Type>();
  const named = (type: Type, role: string): Type => {
    if (type.kind === "ref") return { kind: "ref", name: rename(type.name) };
    const renamed = mapRefs(type, rename);
    if (!isLarge(renamed)) return renamed;
    // The same inline type is often written out for several media types or statuses.
    const key = JSON.stringify(renamed);
    const known = hoisted.get(key) ?? hoist(renamed, role, owner, taken, inline);
    hoisted.set(key, known);
    return known;
  };
  const { body, result } = operation;
  const resultType = result.type === undefined ? undefined : named(result.type, "Result");
  return {
    ...operation,
    parameters: operation.parameters.map((parameter) => ({
      ...parameter,
      type: mapRefs(parameter.type, rename),
    })),
    ...(body !== undefined && {
      body: {
        ...body,
        contents: body.contents.map((content) => ({
          ...renameContent(content, rename),
          type: named(content.type, "Body"),
        })),
      },
    }),
    responses: operation.responses.map((response) => ({
      ...response,
      contents: response.contents.map((content) => ({
        ...renameContent(content, rename),
        type: named(
          content.type,
          response.status.startsWith("2") ? "Result" : `Error${response.status}`,
        ),
      })),
    })),
    result: { ...result, ...(resultType !== undefined && { type: resultType }) },
  };
}

/** A media type whose types have their names. */
function renameContent(content: MediaType, rename: (key: string) => string): MediaType {
  return {
    ...content,
    type: mapRefs(content.type, rename),
    ...(content.itemType !== undefined && { itemType: mapRefs(content.itemType, rename) }),
  };
}

function contentTypes(contents: readonly MediaType[]): Type[] {
  return contents.flatMap(({ type, itemType }) =>
    itemType === undefined ? [type] : [type, itemType],
  );
}

/** A document that only holds schemas, for other documents to refer to, becomes a package of types. */
function lowerSchemas(
  document: NormalisedDocument,
  schemas: SchemaLowering,
  diagnostics: Diagnostics,
): void {
  if (document.schemas.length > 0) diagnostics.report("document-types-only", "", {});
  for (const { pointer } of document.schemas) {
    schemas.lower({ value: { $ref: `#${pointer}` }, pointer }, "response");
  }
}

function reachable(
  operations: readonly Operation[],
  webhooks: readonly Webhook[],
  types: readonly NamedType[],
): NamedType[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const found = new Set<string>();
  const waiting: Type[] = operations.flatMap((operation) => [
    ...operation.parameters.map(({ type }) => type),
    ...contentTypes(operation.body?.contents ?? []),
    ...operation.responses.flatMap(({ contents }) => contentTypes(contents)),
    ...(operation.result.type === undefined ? [] : [operation.result.type]),
  ]);
  for (const { contents } of webhooks) waiting.push(...contentTypes(contents));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const name of referencesOf(next)) {
      const type = byName.get(name);
      if (type === undefined || found.has(name)) continue;
      found.add(name);
      waiting.push(type.type);
    }
  }
  return types.filter(({ name }) => found.has(name));
}

function namespacesOf(
  document: NormalisedDocument,
  operations: readonly NormalisedOperation[],
  names: readonly OperationName[],
  types: ReadonlySet<string>,
): Namespace[] {
  const descriptions = new Map<string, string>();
  for (const [index, operation] of operations.entries()) {
    const namespace = names[index]?.namespace ?? "root";
    const description = document.tags.get(operation.tags[0] ?? "") ?? "";
    if ((descriptions.get(namespace) ?? "") === "") descriptions.set(namespace, description);
  }
  const sorted = [...descriptions].sort(([left], [right]) => (left < right ? -1 : 1));
  const takenTypes = new Set(types);
  const takenModules = new Set(["index", "operations", "models"]);
  return sorted.map(([name, description]) => {
    const typeName = free(pascalCase([name]), "Operations", takenTypes);
    takenTypes.add(typeName);
    const module = free(wordsOf(name).join("-") || "namespace", "-namespace", takenModules);
    takenModules.add(module);
    return { name, typeName, module, ...(description !== "" && { description }) };
  });
}

/** `name`, or with as many endings as it takes to be free. */
function free(name: string, ending: string, taken: ReadonlySet<string>): string {
  let candidate = isReservedType(name) ? name + ending : name;
  while (taken.has(candidate)) candidate += ending;
  return candidate;
}

/** A default for an argument that no operation has is a mistake, or a leftover. */
function reportUnusedDefaults(
  operations: readonly Operation[],
  { defaults }: Config,
  diagnostics: Diagnostics,
): void {
  const used = new Set(
    operations.flatMap(({ parameters }) =>
      parameters.flatMap(({ name, preset }) => (preset === undefined ? [] : [name])),
    ),
  );
  for (const key of Object.keys(defaults)) {
    if (!used.has(key)) diagnostics.report("config-entry-unused", "", { option: "defaults", key });
  }
}

function reportDuplicateIds(
  operations: readonly NormalisedOperation[],
  diagnostics: Diagnostics,
): void {
  const first = new Map<string, string>();
  for (const { operationId, method, path, pointer } of operations) {
    if (operationId === undefined) continue;
    const other = first.get(operationId);
    if (other === undefined) first.set(operationId, `${method} ${path}`);
    else diagnostics.report("operation-id-duplicate", pointer, { operationId, other });
  }
}
