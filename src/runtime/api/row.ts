import type {
  Api,
  Decision,
  Effect,
  FieldEncoding,
  Limits,
  Link,
  Operation,
  Parameter,
  ParameterLocation,
  ParameterStyle,
  SecurityRequirement,
  SecurityScheme,
  Server,
} from "./api.js";
import type { Pagination } from "./pagination.js";
import type { StreamItem } from "./sequential.js";
import { streamedContent } from "./streamed-content.js";
import { successResponses } from "./success.js";
import type { JsonValue } from "./types.js";

/**
 * One operation as the client's table has it: all that the types cannot say, and nothing else.
 * What is absent has the default: an argument that `http` names is a path parameter, any other one a query
 * parameter of the same name in the default style, `body` is JSON, the answer is JSON, the API's servers and security apply.
 */
export interface OperationRow {
  /** Method and path: `GET /issues/{id}`. */
  readonly http: `${string} /${string}`;
  readonly effect: Effect;
  readonly operationId?: string;
  /** The document's tags when they are not those of most operations of the namespace, which the comment of its interface lists. */
  readonly tags?: readonly string[];
  /** Argument name → what differs from the default. */
  readonly parameters?: { readonly [argument: string]: ParameterRow };
  /** Name of the body's argument when it is not `body`. */
  readonly bodyName?: string;
  /** Request media types, most preferred first, when they are not just `application/json`. */
  readonly contentTypes?: readonly string[];
  /** Request media type → field → how it is written. */
  readonly encoding?: { readonly [mediaType: string]: { readonly [field: string]: FieldEncoding } };
  /** `link`: pages by the `Link` header, whose body is the array of items. */
  readonly paginate?: "link" | Pagination;
  /** Response media types of 2xx, most preferred first, when they are not just `application/json`. */
  readonly accept?: readonly string[];
  /** What one item is of the first sequential media type of `accept`, which `stream` asks for; absent when it does not stream. */
  readonly stream?: StreamItem;
  /** Security when it is not the API's: `[]` means none. Scheme name → scopes. */
  readonly security?: readonly { readonly [scheme: string]: readonly string[] }[];
  readonly servers?: readonly Server[];
  /** What an answer gives for further calls. */
  readonly links?: readonly Link[];
}

export interface ParameterRow {
  /** Absent when it follows from `http`; always there for a parameter that is called `body`. */
  readonly in?: ParameterLocation;
  /** The wire name when it is not the argument's. */
  readonly name?: string;
  readonly style?: ParameterStyle;
  readonly explode?: boolean;
  readonly allowReserved?: true;
  readonly mediaType?: string;
  /** Of a form: field → how it is written. */
  readonly encoding?: { readonly [field: string]: FieldEncoding };
  /** Sent when the caller gives none. */
  readonly default?: JsonValue;
  /** Always sent; the caller has no such argument. */
  readonly locked?: JsonValue;
}

/** API-wide data that the client needs beside the rows. */
export interface ApiRow {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly security: readonly { readonly [scheme: string]: readonly string[] }[];
  /** Facts of the npm package that do not follow from the name and the version. Of no use to the client, like what follows. */
  readonly package?: {
    readonly name?: string;
    readonly version?: string;
    readonly license?: string;
    readonly mcpName?: string;
    readonly repository?: string;
    readonly author?: string;
    readonly homepage?: string;
  };
  /** Decisions that are not the default. */
  readonly policy?: {
    readonly effects?: { readonly [E in Effect]?: Decision };
    readonly namespaces?: { readonly [namespace: string]: Decision };
    readonly operations?: { readonly [operation: string]: Decision };
    readonly unreviewed?: { readonly [operation: string]: Decision };
  };
  /** Limits of a run that are not the default. */
  readonly limits?: Partial<Limits>;
}

/** The API-wide row, as far as the client needs it. */
export function apiRowOf(api: Api): ApiRow {
  const { name, title, version, servers, securitySchemes } = api;
  return {
    name,
    title,
    version,
    servers,
    securitySchemes,
    security: api.security.map(securityRow),
  };
}

/** The row of an operation. `apiSecurity` is the API's own requirement, which a row does not repeat. */
export function rowOf(
  operation: Operation,
  apiSecurity: readonly SecurityRequirement[],
): OperationRow {
  const inPath = pathVariables(operation.path);
  const parameters = Object.fromEntries(
    operation.parameters
      .map((parameter) => [parameter.name, parameterRow(parameter, inPath)] as const)
      .filter(([, row]) => Object.keys(row).length > 0),
  );
  const contentTypes = operation.body?.contents.map((content) => content.mediaType) ?? [];
  const encoding = operation.body?.contents.flatMap((content) =>
    content.encoding === undefined ? [] : [[content.mediaType, content.encoding] as const],
  );
  const accept = acceptedMediaTypes(operation);
  const security = operation.security ?? [];
  const streamed = streamedContent(operation.responses);
  return {
    http: `${operation.httpMethod} ${operation.path as `/${string}`}`,
    effect: operation.effect,
    ...(operation.operationId !== undefined && { operationId: operation.operationId }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(operation.body !== undefined &&
      operation.body.name !== "body" && { bodyName: operation.body.name }),
    ...(!onlyJson(contentTypes) && { contentTypes }),
    ...(encoding !== undefined &&
      encoding.length > 0 && { encoding: Object.fromEntries(encoding) }),
    ...(operation.pagination !== undefined && { paginate: paginationRow(operation.pagination) }),
    ...(!onlyJson(accept) && { accept }),
    ...(streamed !== undefined && { stream: streamed.item ?? "data" }),
    ...(JSON.stringify(security) !== JSON.stringify(apiSecurity) && {
      security: security.map(securityRow),
    }),
    ...(operation.servers !== undefined && { servers: operation.servers }),
    ...(operation.links !== undefined && { links: operation.links }),
  };
}

export function securityRow(requirement: SecurityRequirement): {
  [scheme: string]: readonly string[];
} {
  return Object.fromEntries(requirement.map(({ scheme, scopes }) => [scheme, scopes]));
}

/** The names in braces of a path template, in order, each once (RFC 6570 level 1, as OAS uses it). */
export function pathVariables(path: string): ReadonlySet<string> {
  return new Set(Array.from(path.matchAll(/\{([^{}]+)\}/g), (match) => match[1] ?? ""));
}

function parameterRow(parameter: Parameter, inPath: ReadonlySet<string>): ParameterRow {
  const implied = impliedLocation(parameter.name, inPath);
  return {
    ...(parameter.in !== implied && { in: parameter.in }),
    ...(parameter.wireName !== parameter.name && { name: parameter.wireName }),
    ...(parameter.style !== undefined && { style: parameter.style }),
    ...(parameter.explode !== undefined && { explode: parameter.explode }),
    ...(parameter.allowReserved && { allowReserved: true }),
    ...(parameter.mediaType !== undefined && { mediaType: parameter.mediaType }),
    ...(parameter.encoding !== undefined && { encoding: parameter.encoding }),
    ...(parameter.preset?.kind === "default" && { default: parameter.preset.value }),
    ...(parameter.preset?.kind === "locked" && { locked: parameter.preset.value }),
  };
}

function paginationRow(pagination: Pagination): "link" | Pagination {
  return pagination.kind === "link" && pagination.items === "" ? "link" : pagination;
}

/** The pagination that a row says. */
export function paginationOf({ paginate }: Pick<OperationRow, "paginate">): Pagination | undefined {
  return paginate === "link" ? { kind: "link", items: "" } : paginate;
}

/** None for `body`: without a location that argument is the request body. */
function impliedLocation(
  argument: string,
  inPath: ReadonlySet<string>,
): ParameterLocation | undefined {
  if (argument === "body") return undefined;
  return inPath.has(argument) ? "path" : "query";
}

function acceptedMediaTypes(operation: Operation): string[] {
  const found = new Set<string>();
  for (const response of successResponses(operation.responses)) {
    for (const content of response.contents) found.add(content.mediaType);
  }
  return [...found];
}

function onlyJson(mediaTypes: readonly string[]): boolean {
  return (
    mediaTypes.length === 0 || (mediaTypes.length === 1 && mediaTypes[0] === "application/json")
  );
}
