import { childPointer, pointerKeys } from "../diagnostics/pointer.js";
import type { Operation } from "../runtime/api/api.js";
import {
  alternativesOf,
  elementTypes,
  kindsOf,
  propertiesOf,
  type TypesByName,
  typesAt,
  type ValueKind,
} from "../runtime/api/type-place.js";
import type { Constraints, JsonValue, Type } from "../runtime/api/types.js";
import { isJson } from "./content.js";
import { singular, wordsOf } from "./words.js";

/** What a document says of an operation that may have pages. */
export interface Evidence {
  readonly operation: Operation;
  readonly types: TypesByName;
  /** JSON pointer of the array of items in the result. */
  readonly items: string;
  /** What else the result says: numbers, texts and flags beside the items and in envelopes such as `meta.pagination`. */
  readonly signals: readonly Signal[];
  readonly arguments: readonly Argument[];
  /** True when the document speaks of the `Link` header for this operation. */
  readonly linkHeader: boolean;
}

/** A place of the result. */
export interface Signal {
  readonly pointer: string;
  /** Of its name and of the names around it, envelopes left out: `/paging/next/after` → next, after. */
  readonly words: readonly string[];
  /** True inside `links` or `_links`. */
  readonly isLink: boolean;
  readonly kinds: ReadonlySet<ValueKind>;
  readonly format: string | undefined;
  readonly description: string;
}

/** What a call can say: a query parameter, or a property of a JSON body. */
export interface Argument {
  readonly pointer: string;
  readonly words: readonly string[];
  readonly kinds: ReadonlySet<ValueKind>;
  readonly description: string;
  readonly default: JsonValue | undefined;
  readonly constraints: Constraints;
}

/** The evidence about an operation; `undefined` when it returns no list, or more than one that could be meant. */
export function evidenceOf(
  operation: Operation,
  types: TypesByName,
  responseHeaders: readonly string[],
): Evidence | undefined {
  const { type } = operation.result;
  if (type === undefined) return undefined;
  const found = itemsOf(operation, type, types);
  if (found === undefined) return undefined;
  return {
    operation,
    types,
    items: found.items,
    signals: found.containers.flatMap((container) =>
      typesAt(type, container, types).flatMap((one) => signalsOf(one, container, types)),
    ),
    arguments: [...queryArguments(operation, types), ...bodyArguments(operation, types)],
    linkHeader: responseHeaders.includes("link") || mentionsLinkHeader(operation),
  };
}

function mentionsLinkHeader({ description, parameters }: Operation): boolean {
  return [description, ...parameters.map((parameter) => parameter.description)].some(
    (text) => text !== undefined && /\blink(`|\*)* (response )?headers?\b/i.test(text),
  );
}

// ── The array of items ────────────────────────────────────────────────────────────────────────────────────────────

/** Names of the array of items, whatever the items are. */
const LIST_NAMES = new Set(
  "data items results result entries values value records rows list objects resources elements content contents hits documents collection members".split(
    " ",
  ),
);

/** Arrays that stand beside the items. */
const SIDE_NAMES = new Set(
  "errors error warnings warning messages message links included includes facets aggregations filters sort order schemas fields columns".split(
    " ",
  ),
);

/** Objects around the array of items. */
const WRAPPER_NAMES = new Set("data result results response payload body list".split(" "));

interface Items {
  readonly items: string;
  /** The objects in which pagination may be spoken of, the outer one first. */
  readonly containers: readonly string[];
}

function itemsOf(operation: Operation, type: Type, types: TypesByName): Items | undefined {
  const kinds = kindsOf(type, types);
  if (kinds.has("unknown")) return undefined;
  if (kinds.has("array")) return kinds.size === 1 ? { items: "", containers: [] } : undefined;
  const own = arrayIn(operation, type, types);
  if (own !== undefined) return { items: childPointer("", own), containers: [""] };
  const wrappers = propertiesOf(type, types).filter(
    (property) =>
      WRAPPER_NAMES.has(property.name.toLowerCase()) &&
      propertiesOf(property.type, types).length > 0,
  );
  const inner = wrappers.flatMap((wrapper) => {
    const name = arrayIn(operation, wrapper.type, types);
    return name === undefined ? [] : [{ wrapper: wrapper.name, name }];
  });
  const [only, ...others] = inner;
  if (only === undefined || others.length > 0 || hasArray(type, types)) return undefined;
  return {
    items: childPointer("", only.wrapper, only.name),
    containers: ["", childPointer("", only.wrapper)],
  };
}

/** The property of an object that holds the items: the only array, the one with a usual name, or the one that is named as the path ends. */
function arrayIn({ path }: Operation, type: Type, types: TypesByName): string | undefined {
  const names = propertiesOf(type, types)
    .filter((property) => isArray(property.type, types))
    .map(({ name }) => name)
    .filter((name) => !SIDE_NAMES.has(name.toLowerCase()));
  if (names.length === 1) return names[0];
  const last = path.split("/").findLast((segment) => segment !== "" && !segment.startsWith("{"));
  const subject = singular(wordsOf(last ?? "").at(-1) ?? "");
  const usual = names.filter((name) => LIST_NAMES.has(name.toLowerCase()));
  const named = names.filter((name) => singular(wordsOf(name).at(-1) ?? "") === subject);
  if (usual.length === 1) return usual[0];
  return usual.length === 0 && named.length === 1 ? named[0] : undefined;
}

function isArray(type: Type, types: TypesByName): boolean {
  const kinds = kindsOf(type, types);
  return kinds.size === 1 && kinds.has("array") && elementTypes(type, types).length > 0;
}

function hasArray(type: Type, types: TypesByName): boolean {
  return propertiesOf(type, types).some(
    ({ name, type: inner }) => isArray(inner, types) && !SIDE_NAMES.has(name.toLowerCase()),
  );
}

// ── What the result says ──────────────────────────────────────────────────────────────────────────────────────────

/** Words of objects around what is said of pages; they say nothing themselves. */
const ENVELOPE = new Set(
  "meta metadata paging pagination pager paginator page pages info links link cursor cursors response result list search odata next".split(
    " ",
  ),
);

const MOST_DEPTH = 4;

function signalsOf(
  type: Type,
  pointer: string,
  types: TypesByName,
  around: Pick<Signal, "words" | "isLink"> = { words: [], isLink: false },
): Signal[] {
  if (pointerKeys(pointer).length > MOST_DEPTH) return [];
  return propertiesOf(type, types).flatMap((property): Signal[] => {
    const place = childPointer(pointer, property.name);
    const own = wordsOf(property.name);
    const kinds = kindsOf(property.type, types);
    const isLink = around.isLink || own.includes("links");
    if (kinds.has("object")) {
      if (!own.every((word) => ENVELOPE.has(word))) return [];
      const words = [...around.words, ...own.filter((word) => word === "next")];
      return signalsOf(property.type, place, types, { words, isLink });
    }
    const [only] = alternativesOf(property.type, types);
    return [
      {
        pointer: place,
        words: [...around.words, ...own.filter((word) => word !== "odata")],
        isLink,
        kinds,
        format: only?.kind === "string" ? only.format : undefined,
        description: property.description ?? "",
      },
    ];
  });
}

// ── What a call can say ───────────────────────────────────────────────────────────────────────────────────────────

function queryArguments({ parameters }: Operation, types: TypesByName): Argument[] {
  return parameters
    .filter((parameter) => parameter.in === "query" && parameter.preset?.kind !== "locked")
    .map((parameter) =>
      argumentOf(childPointer("", parameter.name), wordsOf(parameter.wireName), parameter, types),
    );
}

/** Of an object in the body such as `page: { cursor, limit }` too. */
function bodyArguments({ body }: Operation, types: TypesByName): Argument[] {
  const [content] = body?.contents ?? [];
  if (body === undefined || content === undefined || !isJson(content.mediaType)) return [];
  return propertiesOf(content.type, types).flatMap((property) => {
    const pointer = childPointer("", body.name, property.name);
    const words = wordsOf(property.name);
    if (!words.every((word) => ENVELOPE.has(word))) {
      return [argumentOf(pointer, words, property, types)];
    }
    const inner = propertiesOf(property.type, types);
    if (inner.length === 0) return [argumentOf(pointer, words, property, types)];
    return inner.map((one) =>
      argumentOf(childPointer(pointer, one.name), wordsOf(one.name), one, types),
    );
  });
}

function argumentOf(
  pointer: string,
  words: readonly string[],
  about: { readonly type: Type; readonly description?: string; readonly default?: JsonValue },
  types: TypesByName,
): Argument {
  const [only] = alternativesOf(about.type, types);
  return {
    pointer,
    words,
    kinds: kindsOf(about.type, types),
    description: about.description ?? "",
    default: about.default,
    constraints: only !== undefined && "constraints" in only ? (only.constraints ?? {}) : {},
  };
}
