import { createRequire } from "node:module";
import { join } from "node:path";
import { installed } from "../installed.js";
import type { WireRequest } from "./decode/request.js";
import type { Route } from "./document.js";
import { member, type Raw } from "./sample-document.js";

/** What Prism says of one request. */
export interface PrismVerdict {
  /** Its findings of the severity `error`, in its words. */
  readonly errors: readonly string[];
  /** Why it has not looked at a part of the request, which then counts as valid: a schema that it cannot compile, a value that it fails on. */
  readonly unchecked: readonly string[];
}

export interface Prism {
  /** Judges a request of an operation whose target begins with `basePath`. Throws for an operation that it has not. */
  judge(route: Route, request: WireRequest, basePath: string): PrismVerdict;
}

/** The parts of Prism that are used here. */
interface Parts {
  readonly RefParser: new () => {
    dereference(document: unknown, options: unknown): Promise<unknown>;
  };
  readonly transformOas2Operations: (document: unknown) => readonly PrismOperation[];
  readonly transformOas3Operations: (document: unknown) => readonly PrismOperation[];
  readonly bundleTarget: (target: unknown) => PrismOperation;
  readonly validateInput: (input: {
    readonly resource: PrismOperation;
    readonly element: PrismRequest;
  }) => PrismResult;
  /** The class of all the validators that Prism makes. */
  readonly Validator: { readonly prototype: { compile: (schema: unknown) => unknown } };
}

interface PrismOperation {
  readonly method: string;
  readonly path: string;
}

interface PrismRequest {
  readonly method: string;
  readonly url: { readonly path: string; readonly query: Raw };
  readonly headers: { readonly [name: string]: string };
  readonly body: unknown;
}

type PrismResult =
  | { readonly _tag: "Right" }
  | {
      readonly _tag: "Left";
      readonly left: readonly { readonly severity: number; readonly message: string }[];
    };

/** `DiagnosticSeverity.Error` of @stoplight/types. */
const ERROR = 0;

let loaded: Parts | undefined;
/** Why validators refused to compile a schema since this was last emptied. */
const refused: string[] = [];

/**
 * The validator of Prism for a parsed document whose references are all local. Its own way of reading a document resolves every recursion and
 * does not end on large ones, so recursive references stay here and each operation carries what it reaches.
 */
export async function prismOf(document: unknown): Promise<Prism> {
  loaded ??= load();
  const parts = loaded;
  const { RefParser, transformOas2Operations, transformOas3Operations } = parts;
  const options = { dereference: { circular: "ignore" } };
  const whole = await new RefParser().dereference(structuredClone(document), options);
  const transform =
    member(whole, "swagger") === undefined ? transformOas3Operations : transformOas2Operations;
  const operations = new Map(
    transform(whole).map((one) => [`${one.method.toUpperCase()} ${one.path}`, one]),
  );
  const bundled = new Map<string, PrismOperation>();
  return {
    judge({ method, path }, request, basePath) {
      const key = `${method} ${path}`;
      const resource = bundled.get(key) ?? bundle(parts, whole, operations.get(key));
      if (resource === undefined) throw new Error(`Prism has no ${key}`);
      bundled.set(key, resource);
      return judged(parts, resource, prismRequest(request, basePath, tailOf(path)));
    },
  };
}

function judged(
  { validateInput }: Parts,
  resource: PrismOperation,
  element: PrismRequest,
): PrismVerdict {
  refused.length = 0;
  try {
    const result = validateInput({ resource, element });
    const findings = result._tag === "Right" ? [] : result.left;
    const errors = findings.filter(({ severity }) => severity === ERROR);
    return { errors: errors.map(({ message }) => message), unchecked: [...refused] };
  } catch (error) {
    // Its deserialisers throw where a parameter has no type that they know, or an optional one is absent.
    return { errors: [], unchecked: [...refused, String(error)] };
  }
}

function bundle(
  parts: Parts,
  whole: unknown,
  operation: PrismOperation | undefined,
): PrismOperation | undefined {
  if (operation === undefined) return undefined;
  const document = { ...Object(whole), __target__: operation };
  return parts.bundleTarget({ document, path: "#/__target__", cloneDocument: false });
}

/** What some documents write behind a path, a fragment or a query of their own. It is no part of a path, but Prism looks for it there. */
function tailOf(path: string): string {
  return /[?#].*$/s.exec(path)?.[0] ?? "";
}

/** What Prism's own server makes of a message: the query decoded, a list where a name repeats; JSON parsed, every other body text. */
function prismRequest(
  { method, target, headers, body }: WireRequest,
  basePath: string,
  tail: string,
): PrismRequest {
  const [path = "", query = ""] = target.slice(basePath.length).split("?");
  const fields = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const search = new URLSearchParams(query);
  const values = Array.from(new Set(search.keys()), (name): [string, unknown] => {
    const all = search.getAll(name);
    return [name, all.length === 1 ? all[0] : all];
  });
  const text = new TextDecoder().decode(body);
  const isJson = /^(application\/([\w.-]+\+)?|text\/)json\b/.test(fields["content-type"] ?? "");
  return {
    method: method.toLowerCase(),
    url: { path: `${path}${tail}`, query: Object.fromEntries(values) },
    headers: fields,
    body: body.length === 0 ? undefined : isJson ? JSON.parse(text) : text,
  };
}

/** Prism, from the registry into the cache: with it come a hundred packages that nothing else here needs. */
function load(): Parts {
  const modules = installed("@stoplight/prism-http@5.12.0");
  const require = createRequire(join(modules, "of-prism.js"));
  const parts: Parts = {
    RefParser: require("@stoplight/json-schema-ref-parser"),
    ...require("@stoplight/http-spec/oas2/operation"),
    ...require("@stoplight/http-spec/oas3/operation"),
    bundleTarget: require("@stoplight/json").bundleTarget,
    validateInput: require("@stoplight/prism-http/dist/validator").validateInput,
    Validator: require("ajv/dist/core").default,
  };
  const { compile } = parts.Validator.prototype;
  parts.Validator.prototype.compile = function recording(schema) {
    try {
      return compile.call(this, schema);
    } catch (error) {
      refused.push(String(error).slice(0, 200));
      throw error;
    }
  };
  return parts;
}
