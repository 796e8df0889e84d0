import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "js-yaml";

/*
 * The original document, read without the compiler: JSON or YAML, and the files that it refers to.
 */

/** An object as it was parsed; only own members count. */
export interface Members {
  readonly [name: string]: unknown;
}

/** The value's members; none for what is no object. */
export function membersOf(value: unknown): Members {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An own member; undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** What `value` refers to, through any number of local references; a value that is no reference is itself. */
export function targetOf(document: unknown, value: unknown): unknown {
  let found = value;
  for (let hops = 0; hops < 64; hops += 1) {
    const reference = memberOf(found, "$ref");
    if (typeof reference !== "string") return found;
    found = pointed(document, reference);
  }
  return undefined;
}

/** RFC 6901 §6: `#/components/schemas/Pet`, `#`. */
function pointed(document: unknown, reference: string): unknown {
  return reference
    .slice(1)
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce(memberOf, document);
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/** A method and a path template, as the document has them. */
export interface Route {
  /** In upper case. */
  readonly method: string;
  readonly path: string;
}

/** Every operation under `paths`. */
export function routesOf(document: unknown): readonly Route[] {
  return Object.entries(membersOf(memberOf(document, "paths"))).flatMap(([path, item]) =>
    METHODS.filter((method) => isObject(memberOf(item, method))).map((method) => ({
      method: method.toUpperCase(),
      path,
    })),
  );
}

/**
 * The document as plain objects in which every reference is local: other files stand under `x-files`.
 * Path items and operations are never references.
 */
export function readDocument(file: string): Members {
  const files = new Map<string, number>();
  const loaded: unknown[] = [];
  const indexOf = (path: string): number => {
    const known = files.get(path);
    if (known !== undefined) return known;
    const index = loaded.length;
    files.set(path, index);
    loaded.push(undefined);
    loaded[index] = localised(parsed(path), path);
    return index;
  };
  const localised = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => localised(item, path));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        name === "$ref" && typeof member === "string"
          ? localReference(member, path)
          : localised(member, path),
      ]),
    );
  };
  const localReference = (reference: string, path: string): string => {
    const [address = "", fragment = ""] = reference.split("#", 2);
    const target = address === "" ? path : join(dirname(path), decodeURIComponent(address));
    if (target === file || !existsSync(target)) return `#${fragment}`;
    return `#/x-files/${indexOf(target)}${fragment}`;
  };
  const root = membersOf(localised(parsed(file), file));
  const whole = { ...root, "x-files": loaded };
  return { ...whole, paths: plainPaths(whole) };
}

function parsed(file: string): unknown {
  const text = readFileSync(file, "utf8");
  return file.endsWith(".json") ? JSON.parse(text) : load(text);
}

function plainPaths(document: Members): Members {
  const items = Object.entries(membersOf(document["paths"])).map(([path, given]) => {
    const item = membersOf(targetOf(document, given));
    const methods = METHODS.filter((method) => Object.hasOwn(item, method));
    const operations = methods.map((method) => [method, targetOf(document, item[method])] as const);
    return [path, { ...item, ...Object.fromEntries(operations) }] as const;
  });
  return Object.fromEntries(items);
}
