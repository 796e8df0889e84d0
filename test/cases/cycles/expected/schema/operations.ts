/** What the types of an operation cannot say. What is absent has the default. */
export interface OperationRow {
  /** The HTTP method and the path template. */
  readonly http: `${string} /${string}`;
  readonly effect: "read" | "write" | "destructive";
  readonly operationId?: string;
  /** By default those that the comment of the interface lists, as `@tag`. */
  readonly tags?: readonly string[];
  /** By argument; by default one that the path names is a path parameter, any other a query parameter. */
  readonly parameters?: { readonly [argument: string]: ParameterRow };
  /** The argument that is the body; by default `body`. */
  readonly bodyName?: string;
  /** Media types of the body, most preferred first; by default `application/json`. */
  readonly contentTypes?: readonly string[];
  /** Media type of the body → field of the form → how it is written, where that is not the default. */
  readonly encoding?: { readonly [mediaType: string]: EncodingRow };
  /** How to get all pages of the result; `link`: by the `Link` header, the result being the items. */
  readonly paginate?: "link" | PaginationRow;
  /** Media types of the result, most preferred first; by default `application/json`. */
  readonly accept?: readonly string[];
  /**
   * Of an operation that `Streams`: what one item of the first sequential media type of `accept` is. `data` is a JSON value, of server-sent
   * events their `data`; `event` is a server-sent event with the text of its `data`, `jsonEvent` one with its `data` parsed.
   */
  readonly stream?: "data" | "event" | "jsonEvent";
  /** Alternatives, each a combination of schemes with their scopes; by default those of the API. */
  readonly security?: readonly SecurityRow[];
  /** By default those of the API. */
  readonly servers?: readonly ServerRow[];
  /** Values of the answer that are arguments of another operation. */
  readonly links?: readonly LinkRow[];
}

/**
 * Where an answer has its items, and what leads to the next page. Places are JSON pointers into the result, `argument` and `size` into
 * the arguments.
 */
export type PaginationRow =
  | PagesByLink
  | PagesByUrl
  | PagesByCursor
  | PagesByLastId
  | PagesByNumber
  | PagesByOffset;

interface Pages {
  readonly items: string;
}

export interface PagesByLink extends Pages {
  readonly kind: "link";
}

export interface PagesByUrl extends Pages {
  readonly kind: "nextUrl";
  readonly next: string;
}

export interface PagesByCursor extends Pages {
  readonly kind: "cursor";
  readonly argument: string;
  readonly next: string;
  readonly more?: string;
}

export interface PagesByLastId extends Pages {
  readonly kind: "lastId";
  readonly argument: string;
  /** In an item. */
  readonly id: string;
  readonly more?: string;
}

/** What tells the last page; without any of it, the last page is empty. */
interface SizedPages extends Pages {
  /** How many items a page is to have. */
  readonly size?: string;
  /** The most that it can have. */
  readonly most?: number;
  /** How many items there are on all pages. */
  readonly total?: string;
  readonly more?: string;
}

export interface PagesByNumber extends SizedPages {
  readonly kind: "page";
  readonly argument: string;
  /** The number of the first page. */
  readonly first: 0 | 1;
  /** How many pages there are. */
  readonly pages?: string;
}

export interface PagesByOffset extends SizedPages {
  readonly kind: "offset";
  readonly argument: string;
  /** How far on the next page begins; by default as far as there are items. */
  readonly step?: string;
}

export interface LinkRow {
  readonly name: string;
  /** The status of the response that has it: `201`, `2XX` or `default`. */
  readonly status: string;
  /** `namespace.method` */
  readonly operation: string;
  /** Argument → runtime expression (`$response.body#/id`), or a constant. */
  readonly parameters?: { readonly [argument: string]: JsonValue };
  readonly body?: JsonValue;
}

export interface EncodingRow {
  readonly [field: string]: {
    /** Of a part of a multipart body; most preferred first, with commas between them. */
    readonly contentType?: string;
    readonly style?: ListStyle | "deepObject";
    readonly explode?: boolean;
    readonly allowReserved?: true;
  };
}

type ListStyle = "form" | "spaceDelimited" | "pipeDelimited" | "tabDelimited";

export interface ParameterRow {
  /** By default `path` where the path names it, else `query`; `querystring` is the whole of it. */
  readonly in?: "path" | "query" | "querystring" | "header" | "cookie";
  /** The name in the request; by default the argument's. */
  readonly name?: string;
  readonly style?:
    | "simple"
    | "label"
    | "matrix"
    | "form"
    | "spaceDelimited"
    | "pipeDelimited"
    | "tabDelimited"
    | "deepObject"
    | "cookie";
  readonly explode?: boolean;
  readonly allowReserved?: true;
  /** Set when the value is sent as a document of this media type. */
  readonly mediaType?: string;
  /** How the fields of a form are written, where that is not the default. */
  readonly encoding?: EncodingRow;
  /** Sent when the caller gives none. */
  readonly default?: JsonValue;
  /** Always sent; there is no such argument. */
  readonly locked?: JsonValue;
}

/** The API as a whole. */
export interface ApiRow {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly servers: readonly ServerRow[];
  readonly securitySchemes: readonly SecuritySchemeRow[];
  readonly security: readonly SecurityRow[];
  /** What the npm package is called, and whose it is; by default after the API. */
  readonly package?: {
    readonly name?: string;
    readonly version?: string;
    readonly license?: string;
    readonly mcpName?: string;
    readonly repository?: string;
    readonly author?: string;
    readonly homepage?: string;
  };
  /** What may run without asking, where that is not the default: reads may, all else asks. */
  readonly policy?: {
    readonly effects?: { readonly [E in OperationRow["effect"]]?: Decision };
    readonly namespaces?: { readonly [namespace: string]: Decision };
    readonly operations?: { readonly [operation: string]: Decision };
    /** Operations that are new since the last review; an entry of `operations` comes before. */
    readonly unreviewed?: { readonly [operation: string]: Decision };
  };
  /** What one run may use, where that is not the default. Times in milliseconds, sizes in bytes. */
  readonly limits?: {
    readonly cpuMs?: number;
    readonly wallMs?: number;
    readonly memoryBytes?: number;
    readonly codeBytes?: number;
    readonly calls?: number;
    readonly concurrentCalls?: number;
    readonly requestBytes?: number;
    readonly responseBytes?: number;
    readonly runBytes?: number;
    readonly consoleCharacters?: number;
    readonly answerTokens?: number;
  };
}

export type Decision = "allow" | "ask" | "deny";

export interface SecurityRow {
  readonly [scheme: string]: readonly string[];
}

export interface ServerRow {
  readonly url: string;
  readonly description?: string;
  readonly variables?: readonly {
    readonly name: string;
    readonly default: string;
    readonly values?: readonly string[];
  }[];
}

export type SecuritySchemeRow = {
  readonly name: string;
  readonly description?: string;
} & (
  | {
      readonly kind: "apiKey";
      readonly in: "header" | "query" | "cookie";
      readonly parameter: string;
    }
  | { readonly kind: "http"; readonly scheme: string }
  | { readonly kind: "oauth2"; readonly flows: readonly OAuthFlowRow[] }
  | { readonly kind: "openIdConnect"; readonly url: string }
  | { readonly kind: "mutualTLS" }
);

export interface OAuthFlowRow {
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

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A body that has another type in each media type: any of them. */
export type ByMediaType<T> = T[keyof T];

/** Beside the promise of an operation: `stream` gives such items of it, one by one. There is no such property. */
export interface Streams<Item> {
  readonly "~item": Item;
}

/** A table that has exactly the methods of the interface `T`. */
export type Operations<T> = { readonly [M in keyof T]: OperationRow };

/** The table `R`, where each `{variable}` of a path is an argument of the method, the wire name of one, or locked. */
export type Routes<T, R> = {
  readonly [M in keyof R]: M extends keyof T ? Route<T[M], R[M]> : never;
};

type Route<M, R> = R extends { readonly http: infer H extends string }
  ? {
      readonly http: [Unbound<M, R, H>] extends [never]
        ? H
        : `{${Unbound<M, R, H>}} is no argument`;
    }
  : never;

type Unbound<M, R, H extends string> = Exclude<PathVariables<H>, Bound<M, R>>;

type Bound<M, R> = Arguments<M> | WireNames<R>;

type Arguments<M> = M extends (a: infer A) => unknown ? keyof (A & {}) : never;

type WireNames<R> = R extends { readonly parameters: infer P }
  ? { [A in keyof P]: P[A] extends { readonly name: infer N } ? N : A }[keyof P]
  : never;

/** The names in the innermost braces of a path. */
type PathVariables<
  S extends string,
  Found extends string = never,
> = S extends `${string}{${infer Rest}`
  ? Rest extends `${infer Name}}${infer After}`
    ? Name extends `${string}{${string}`
      ? PathVariables<Rest, Found>
      : PathVariables<After, Found | (Name extends "" ? never : Name)>
    : Found
  : Found;
