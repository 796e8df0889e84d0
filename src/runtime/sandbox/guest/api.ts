import { request } from "./bridge.js";
import { host } from "./host.js";
import { encode } from "./json.js";
import { define, descriptor } from "./property.js";
import { createWalk } from "./walk.js";

/** What the API has, as keys without a prototype. */
type Names = { readonly [name: string]: true };
type Operation = (args?: unknown) => Promise<unknown>;

const { parse } = JSON;
const { apply, get: reflectGet } = Reflect;
const { create, freeze, keys: keysOf } = Object;
const { isArray } = Array;

/** The operation a function stands for: what `raw`, `paginate` and `stream` need to know of their first argument. */
const idOf = new WeakMap<object, string>();
const { get: idAt } = WeakMap.prototype;

/** Names that a language feature or a library looks up on any object; they are never taken for a misspelt operation. */
function isProbe(key: string): boolean {
  return key === "then" || key === "toJSON" || key in Object.prototype;
}

/**
 * The API's global. Its keys are the namespaces and theirs are the operations, as far as the API has them; a name that it does not
 * have is still callable, so that the host can answer with the nearest names.
 */
export function createApi(apiName: string): object {
  const namespaces: Names = readNames(undefined);
  const members: { [name: string]: object } = create(null);
  const functions = createFunctions(apiName);
  return immutable({}, namespaces, (key) => {
    if (key in functions && !(key in namespaces)) return functions[key];
    members[key] ??= key in namespaces ? createNamespace(key) : unknownOperation(key);
    return members[key];
  });
}

/** What the API's global has beside its namespaces; a namespace of the same name hides it. */
function createFunctions(apiName: string): { readonly [name: string]: object } {
  const functions: { [name: string]: object } = create(null);
  functions["raw"] = freeze((operation: unknown, args?: unknown, options?: unknown) =>
    callRaw(operationId(apiName, "raw", operation), args, options),
  );
  functions["paginate"] = freeze((operation: unknown, args?: unknown, options?: unknown) =>
    createWalk({
      kind: "paginate",
      operation: operationId(apiName, "paginate", operation),
      argsJson: encodeArguments(args),
      most: mostPages(options),
    }),
  );
  functions["stream"] = freeze((operation: unknown, args?: unknown) =>
    createWalk({
      kind: "stream",
      operation: operationId(apiName, "stream", operation),
      argsJson: encodeArguments(args),
      most: Number.POSITIVE_INFINITY,
    }),
  );
  return functions;
}

function createNamespace(namespace: string): object {
  const operations: Names = readNames(namespace);
  const members: { [name: string]: object } = create(null);
  return immutable({}, operations, (key) => {
    members[key] ??=
      key in operations
        ? createOperation(`${namespace}.${key}`)
        : unknownOperation(`${namespace}.${key}`);
    return members[key];
  });
}

function createOperation(id: string): Operation {
  const operation: Operation = (args) => call(id, args);
  define(operation, "name", id, "hidden");
  idOf.set(operation, id);
  return freeze(operation);
}

/** `github.isues.get` and `github.rest.issues.get`: callable at any depth; the host's answer says what is wrong. */
function unknownOperation(path: string): object {
  const operation: Operation = (args) => call(path, args);
  const proxy = new Proxy(operation, {
    get: (target, key) =>
      typeof key === "string" && key !== "then" && key !== "toJSON" && !(key in target)
        ? unknownOperation(`${path}.${key}`)
        : reflectGet(target, key),
  });
  idOf.set(proxy, path);
  return proxy;
}

function call(id: string, args: unknown): Promise<unknown> {
  return request("call", id, encodeArguments(args), "");
}

function callRaw(id: string, args: unknown, options: unknown): Promise<unknown> {
  return request("raw", id, encodeArguments(args), encode(options ?? {}, "The options") ?? "{}");
}

function operationId(apiName: string, name: string, operation: unknown): string {
  const id = typeof operation === "function" ? apply(idAt, idOf, [operation]) : operation;
  if (typeof id === "string") return id;
  throw new TypeError(
    `${apiName}.${name} takes an operation first, not its call: ${apiName}.${name}(${apiName}.namespace.operation, args)`,
  );
}

/** `{ pages }`, the only option of `paginate`; without it the run's limits alone end it. */
function mostPages(options: unknown): number {
  if (options === undefined) return Number.POSITIVE_INFINITY;
  const known =
    typeof options === "object" &&
    options !== null &&
    keysOf(options).every((key) => key === "pages");
  const pages: unknown = known ? reflectGet(options, "pages") : Number.NaN;
  if (pages === undefined) return Number.POSITIVE_INFINITY;
  if (typeof pages === "number" && pages >= 1 && pages % 1 === 0) return pages;
  throw new TypeError("The options of paginate are { pages?: number }, a whole number from 1.");
}

function encodeArguments(args: unknown): string {
  return args === undefined ? "{}" : (encode(args, "The argument") ?? "{}");
}

/** An object with exactly `names`, whose members are made when they are first read and which nothing can change. */
function immutable(
  target: object,
  names: Names,
  member: (key: string) => object | undefined,
): object {
  return new Proxy(target, {
    get: (_, key) =>
      typeof key === "string" && (key in names || !isProbe(key))
        ? member(key)
        : reflectGet(target, key),
    has: (_, key) => typeof key === "string" && key in names,
    ownKeys: () => keysOf(names),
    getOwnPropertyDescriptor: (_, key) =>
      typeof key === "string" && key in names ? descriptor(member(key), "listed") : undefined,
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
    setPrototypeOf: () => false,
    preventExtensions: () => false,
  });
}

function readNames(namespace: string | undefined): Names {
  const record: { [name: string]: true } = create(null);
  const names: unknown = parse(host.names(namespace));
  if (isArray(names)) for (const name of names) record[name] = true;
  return record;
}
