import type { Pagination } from "./pagination.js";
import type { StreamItem } from "./sequential.js";
import type { JsonValue, NamedType, Type } from "./types.js";

/**
 * The IR: one API with every decision made. `api.json` of a generated package is this value.
 * Optional fields are absent when there is nothing to say; they are never empty.
 */
export interface Api {
  readonly formatVersion: 1;
  /** The identifier of the client in snippets: `github`. */
  readonly name: string;
  /** The name of the client's interface, unique among the type names: `Github`. */
  readonly typeName: string;
  readonly title: string;
  /** The version of the generated package (semver). */
  readonly version: string;
  readonly description?: string;
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** The document's own requirement. An operation carries its effective one, so only tables need this. */
  readonly security: readonly SecurityRequirement[];
  /** Sorted by name. */
  readonly namespaces: readonly Namespace[];
  /** Grouped by namespace in the order of `namespaces`; inside one, in document order. */
  readonly operations: readonly Operation[];
  /** What the API sends, in document order: its webhooks, then callbacks. Absent when it sends nothing. */
  readonly webhooks?: readonly Webhook[];
  /** Sorted by name; only types that an operation or a webhook can reach. */
  readonly types: readonly NamedType[];
  readonly policy: Policy;
  readonly limits: Limits;
}

export interface Namespace {
  /** A TypeScript identifier: the property of the client. */
  readonly name: string;
  /** The name of its interface, unique among the type names. */
  readonly typeName: string;
  /** The file name of its schema module, without extension; unique also where case is ignored. */
  readonly module: string;
  readonly description?: string;
}

/** The methods that OAS 3.2 §4.9 has fields for, and any other one that a document names under `additionalOperations`. */
export type HttpMethod = StandardMethod | (string & Record<never, never>);

export type StandardMethod =
  | "GET"
  | "PUT"
  | "POST"
  | "DELETE"
  | "OPTIONS"
  | "HEAD"
  | "PATCH"
  | "TRACE"
  | "QUERY";

export interface Operation {
  /** `namespace.name`: how people, snippets, policies and answers call it. */
  readonly id: string;
  readonly namespace: string;
  /** The method's name inside the namespace: a TypeScript identifier. */
  readonly name: string;
  readonly httpMethod: HttpMethod;
  /** The path template as the document has it: `/repos/{owner}/{repo}/issues`. */
  readonly path: string;
  readonly operationId?: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: true;
  readonly effect: Effect;
  readonly effectReason: EffectReason;
  /** Path, query, header and cookie parameters; required ones first, then in that order, then in document order. Locked ones are last. */
  readonly parameters: readonly Parameter[];
  readonly body?: RequestBody;
  /** Those that a call resolves with first, then in document order. */
  readonly responses: readonly Response[];
  /** What the call resolves to: the union of the 2xx bodies; `undefined` joins it when one of them has no content. */
  readonly result: Result;
  /** How to get all pages; absent when the operation has none, or nothing says how. */
  readonly pagination?: Pagination;
  /** Alternatives, each a combination of schemes; absent when the operation needs none (OAS 3.1 §4.8.30). */
  readonly security?: readonly SecurityRequirement[];
  /** What an answer gives for further calls; absent when the document says nothing of it. */
  readonly links?: readonly Link[];
  /** Argument (of a field of the body `body.field`) → operations whose results hold values for it, best first; absent when none is known. */
  readonly suppliers?: { readonly [argument: string]: readonly Supplier[] };
  /** Absent when the `Api`'s own apply. */
  readonly servers?: readonly Server[];
  /** Where it stands in the input: a JSON pointer, or a place of the schema. `api.json` has it not: the input is not part of the API. */
  readonly source?: string;
}

export type Effect = "read" | "write" | "destructive";

/** Why an operation has its effect: its HTTP method, a word that raised it, or the user's configuration. */
export type EffectReason =
  | { readonly kind: "method" }
  | { readonly kind: "raised"; readonly word: string }
  | { readonly kind: "configured" };

/** A Link Object (OAS 3.1 §4.8.20): values of this operation's answer that are arguments of another one. */
export interface Link {
  readonly name: string;
  /** The status of the response that has it: `201`, `2XX` or `default`. */
  readonly status: string;
  /** The id of the operation that it leads to. */
  readonly operation: string;
  /** Argument → runtime expression (`$response.body#/id`), or a constant. */
  readonly parameters?: { readonly [argument: string]: JsonValue };
  /** Runtime expression or constant for the request body. */
  readonly body?: JsonValue;
}

/** OAS 3.2 §4.12.1. `querystring` is the whole query string as one value. */
/** Where values of an argument come from. */
export interface Supplier {
  /** The id of the operation. */
  readonly operation: string;
  /** Where in its result, as TypeScript reads it; `[]` stands for any item of an array: `.results[].id`. */
  readonly at: string;
}

export type ParameterLocation = "path" | "query" | "querystring" | "header" | "cookie";
/**
 * The styles of OAS 3.2 §4.12.3, and `tabDelimited`, which is Swagger 2.0's `collectionFormat: tsv`. That version has lists with spaces,
 * pipes and tabs in paths and headers too.
 */
export type ParameterStyle =
  | "simple"
  | "label"
  | "matrix"
  | "form"
  | "spaceDelimited"
  | "pipeDelimited"
  | "tabDelimited"
  | "deepObject"
  | "cookie";

export interface Parameter {
  /** The argument's name. Equal to `wireName` unless that clashed with another argument. */
  readonly name: string;
  readonly wireName: string;
  readonly in: ParameterLocation;
  readonly required: boolean;
  readonly type: Type;
  readonly description?: string;
  readonly deprecated?: true;
  readonly default?: JsonValue;
  /** Absent when it is the default of its location (OAS 3.1 §4.8.12: `simple` in path and header, `form` in query and cookie). */
  readonly style?: ParameterStyle;
  /** Absent when it is the default of its style (`form` and `cookie` explode, the others do not). */
  readonly explode?: boolean;
  readonly allowReserved?: true;
  /** Set when the document gives `content` instead of `schema`. */
  readonly mediaType?: string;
  /** Of a parameter that is a form: field → how it is written, where that is not the default. */
  readonly encoding?: { readonly [field: string]: FieldEncoding };
  /** A value from the configuration: sent when the caller gives none, or always. */
  readonly preset?: Preset;
}

/** `default`: the argument becomes optional. `locked`: the argument is gone from types and answers, and refused from a snippet. */
export interface Preset {
  readonly kind: "default" | "locked";
  readonly value: JsonValue;
}

export interface RequestBody {
  /** The argument's name: `body`, unless a parameter has that name. */
  readonly name: string;
  readonly required: boolean;
  readonly description?: string;
  /** In order of preference; never empty. JSON comes first where the document offers it. */
  readonly contents: readonly MediaType[];
}

export interface MediaType {
  readonly mediaType: string;
  readonly type: Type;
  /** Of a sequential media type, which arrives as text: the type of one line or event (OAS 3.2 §4.14.3). */
  readonly itemType?: Type;
  /** Of server-sent events: what `itemType` is the type of, where that is not their parsed `data`. */
  readonly item?: Exclude<StreamItem, "data">;
  /** Of a form or multipart: field → how it is written, where that is not the default (OAS 3.1 §4.8.15). */
  readonly encoding?: { readonly [field: string]: FieldEncoding };
}

/** An Encoding Object (OAS 3.1 §4.8.15). */
export interface FieldEncoding {
  /** Media types or ranges with commas between them, most preferred first. Absent where there is a style, which decides alone. */
  readonly contentType?: string;
  /** Set when the document says anything of how the value is written: it is then what a query parameter of that style would be. */
  readonly style?: "form" | "spaceDelimited" | "pipeDelimited" | "tabDelimited" | "deepObject";
  /** Absent when it is the default of its style. */
  readonly explode?: boolean;
  readonly allowReserved?: true;
}

export interface Response {
  /** `200`, `2XX` (upper case) or `default`. */
  readonly status: string;
  /** Empty when the response has no content. */
  readonly contents: readonly MediaType[];
}

export interface Result {
  /** The union of the distinct 2xx bodies; absent when none has content. */
  readonly type?: Type;
  /** True when a 2xx response has no content, so that a call may resolve to `undefined`. */
  readonly mayBeEmpty: boolean;
}

export interface Server {
  /** May be relative, may hold `{variables}`. */
  readonly url: string;
  readonly description?: string;
  readonly variables?: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly default: string;
  readonly values?: readonly string[];
}

/** A request that the API sends: an entry of `webhooks` (OAS 3.1 §4.8.1), or a callback (OAS 3.1 §4.8.18). Typed, never callable. */
export interface Webhook {
  /** Its key in the document: `newPet`. Two entries have the same one where one key holds several methods or URLs. */
  readonly name: string;
  readonly httpMethod: HttpMethod;
  readonly summary?: string;
  readonly description?: string;
  readonly deprecated?: true;
  /** What is sent, as the receiver reads it, in order of preference; empty when nothing is. */
  readonly contents: readonly MediaType[];
  /** Set for a callback: the operation that it belongs to, and the runtime expression of its URL. */
  readonly callback?: { readonly operation: string; readonly url: string };
  /** As an operation's. */
  readonly source?: string;
}

/** OAS 3.1 §4.8.27. `name` is the key of the document's `securitySchemes`. */
export type SecurityScheme = { readonly name: string; readonly description?: string } & (
  | {
      readonly kind: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly parameter: string;
    }
  | { readonly kind: "http"; readonly scheme: string }
  | { readonly kind: "oauth2"; readonly flows: readonly OAuthFlow[] }
  | { readonly kind: "openIdConnect"; readonly url: string }
  | { readonly kind: "mutualTLS" }
);

export interface OAuthFlow {
  readonly kind:
    | "implicit"
    | "password"
    | "clientCredentials"
    | "authorizationCode"
    | "deviceAuthorization";
  readonly authorizationUrl?: string;
  readonly tokenUrl?: string;
  readonly refreshUrl?: string;
  readonly scopes: readonly string[];
}

/** All of the listed schemes together; no scheme at all means that the call may go without. */
export type SecurityRequirement = readonly {
  readonly scheme: string;
  readonly scopes: readonly string[];
}[];

export type Decision = "allow" | "ask" | "deny";

/** The narrowest entry decides: operation before namespace before effect. */
export interface Policy {
  readonly effects: { readonly [E in Effect]: Decision };
  readonly namespaces: { readonly [namespace: string]: Decision };
  readonly operations: { readonly [operation: string]: Decision };
  /** Operations that are new since the last review; an entry of `operations` comes before. Absent when there is none. */
  readonly unreviewed?: { readonly [operation: string]: Decision };
}

/** What one run may use. Times in milliseconds, sizes in bytes. */
export interface Limits {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly memoryBytes: number;
  readonly codeBytes: number;
  readonly calls: number;
  readonly concurrentCalls: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** Requests and responses of one run together. */
  readonly runBytes: number;
  /** Characters of `console` output kept. */
  readonly consoleCharacters: number;
  /** Tokens of an answer of `execute`. */
  readonly answerTokens: number;
}

export const DEFAULT_LIMITS: Limits = {
  cpuMs: 5_000,
  wallMs: 45_000,
  memoryBytes: 64 * 1024 * 1024,
  codeBytes: 100 * 1024,
  calls: 200,
  concurrentCalls: 8,
  requestBytes: 10 * 1024 * 1024,
  responseBytes: 10 * 1024 * 1024,
  runBytes: 50 * 1024 * 1024,
  consoleCharacters: 4_000,
  answerTokens: 6_000,
};

export const DEFAULT_POLICY: Policy = {
  effects: { read: "allow", write: "ask", destructive: "ask" },
  namespaces: {},
  operations: {},
};
