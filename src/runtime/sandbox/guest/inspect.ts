import { URL, URLSearchParams } from "whatwg-url-minimum";
import { Blob, contentOf, File, nameOf } from "./blob.js";
import { elementCount, elements } from "./elements.js";

/** As `util.inspect` of Node: levels of objects shown, members of one, width up to which an object stays on one line. */
const DEEPEST = 2;
const MOST_MEMBERS = 100;
/** Elements of a typed array shown: more of them say little. */
const MOST_ELEMENTS = 16;
const WIDEST = 72;

interface Inspection {
  /** Characters that may still be written; at 0 everything answers "…". */
  left: number;
  /** The objects being shown, outermost first. */
  readonly path: object[];
}

/** The text of one `console` call as Node's `util.format` gives it, roughly; at most `longest` characters. */
export function format(values: readonly unknown[], longest: number): string {
  const rest = [...values];
  const parts: string[] = [];
  const [first] = rest;
  if (typeof first === "string" && rest.length > 1 && first.includes("%")) {
    rest.shift();
    parts.push(substitute(first, rest, longest));
  }
  for (const value of rest) parts.push(typeof value === "string" ? value : inspect(value, longest));
  const text = parts.join(" ");
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function substitute(template: string, values: unknown[], longest: number): string {
  return template.replace(/%([sdifjoOc%])/g, (directive, letter: string) => {
    if (letter === "%") return "%";
    if (values.length === 0) return directive;
    const value = values.shift();
    switch (letter) {
      case "s":
        return typeof value === "string" ? value : inspect(value, longest);
      case "d":
        return String(Number(value));
      case "i":
        return String(Number.parseInt(String(value), 10));
      case "f":
        return String(Number.parseFloat(String(value)));
      case "j":
        return JSON.stringify(value) ?? "undefined";
      case "c":
        return "";
      default:
        return inspect(value, longest);
    }
  });
}

/** `value` as Node's `util.inspect` shows it, roughly; getters are not called. At most about `longest` characters. */
export function inspect(value: unknown, longest: number): string {
  try {
    return show(value, { left: longest, path: [] });
  } catch (error) {
    return `[cannot be shown${error instanceof Error ? `: ${error.message}` : ""}]`;
  }
}

function show(value: unknown, inspection: Inspection): string {
  if (inspection.left <= 0) return "…";
  const text =
    typeof value === "object" && value !== null
      ? showObject(value, inspection)
      : showPrimitive(value, inspection.left);
  if (typeof value !== "object") inspection.left -= text.length;
  return text;
}

function showPrimitive(value: unknown, longest: number): string {
  switch (typeof value) {
    case "string":
      return quote(value.length > longest ? `${value.slice(0, longest)}…` : value);
    case "bigint":
      return `${value}n`;
    case "function":
      return value.name === "" ? "[Function (anonymous)]" : `[Function: ${value.name}]`;
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    default:
      return String(value);
  }
}

/** Node's choice of quotes: the first of ' " ` that the text does not hold. */
function quote(text: string): string {
  if (!text.includes("'")) return `'${escapeControls(text)}'`;
  if (!text.includes('"')) return `"${escapeControls(text)}"`;
  return `'${escapeControls(text).replaceAll("'", "\\'")}'`;
}

function escapeControls(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
}

function showObject(value: object, inspection: Inspection): string {
  if (inspection.path.includes(value)) return "[Circular *1]";
  const leaf = showLeaf(value);
  if (leaf !== undefined) return leaf;
  const prefix = prefixOf(value);
  if (inspection.path.length > DEEPEST) {
    return Array.isArray(value) ? "[Array]" : `[${prefix === "" ? "Object" : prefix.trim()}]`;
  }
  inspection.path.push(value);
  const members = membersOf(value, inspection);
  inspection.path.pop();
  const [open, close] = Array.isArray(value) || ArrayBuffer.isView(value) ? ["[", "]"] : ["{", "}"];
  return `${prefix}${layOut(members, open, close)}`;
}

function layOut(members: readonly string[], open: string, close: string): string {
  if (members.length === 0) return `${open}${close}`;
  const line = members.join(", ");
  if (line.length <= WIDEST && !line.includes("\n")) return `${open} ${line} ${close}`;
  return `${open}\n  ${members.join(",\n").replaceAll("\n", "\n  ")}\n${close}`;
}

/** Objects that are shown by a text of their own. */
function showLeaf(value: object): string | undefined {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  }
  if (value instanceof RegExp || value instanceof URL || value instanceof URLSearchParams) {
    return String(value);
  }
  if (value instanceof Promise) return "Promise { … }";
  if (value instanceof Blob) return showBlob(value);
  if (value instanceof ArrayBuffer) return `ArrayBuffer { byteLength: ${value.byteLength} }`;
  if (value instanceof Error && Object.keys(value).length === 0) {
    return `${value.name}: ${value.message}`;
  }
  return undefined;
}

function showBlob(blob: Blob): string {
  const { bytes, type } = contentOf(blob);
  const about = `size: ${bytes.length}, type: ${quote(type)}`;
  return blob instanceof File
    ? `File { name: ${quote(nameOf(blob))}, ${about} }`
    : `Blob { ${about} }`;
}

/** What stands before the brackets: nothing for a plain object or array, else the class, with the size of a collection. */
function prefixOf(value: object): string {
  if (value instanceof Map || value instanceof Set) return `${className(value)}(${value.size}) `;
  if (value instanceof Error) return `${value.name}: ${value.message} `;
  if (ArrayBuffer.isView(value)) return `${className(value)}(${elementCount(value)}) `;
  const name = className(value);
  return name === "Object" || name === "Array" ? "" : `${name} `;
}

function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null) return "[Object: null prototype]";
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  return typeof maker === "function" && maker.name !== "" ? maker.name : "Object";
}

function membersOf(value: object, inspection: Inspection): string[] {
  if (Array.isArray(value)) return listed(value, value.length, (item) => show(item, inspection));
  if (value instanceof Set) return listed(value, value.size, (item) => show(item, inspection));
  if (value instanceof Map) {
    return listed(
      value,
      value.size,
      ([key, item]) => `${show(key, inspection)} => ${show(item, inspection)}`,
    );
  }
  if (ArrayBuffer.isView(value)) {
    const items = elements(value, MOST_ELEMENTS + 1);
    return listed(items, elementCount(value), (item) => show(item, inspection), MOST_ELEMENTS);
  }
  const keys = Object.keys(value);
  return listed(
    keys,
    keys.length,
    (key) => `${showKey(key)}: ${showProperty(value, key, inspection)}`,
  );
}

function listed<T>(
  items: Iterable<T>,
  size: number,
  showItem: (item: T) => string,
  most = MOST_MEMBERS,
): string[] {
  const shown: string[] = [];
  for (const item of items) {
    if (shown.length === most) {
      shown.push(`... ${size - most} more item${size - most === 1 ? "" : "s"}`);
      break;
    }
    shown.push(showItem(item));
  }
  return shown;
}

function showKey(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key);
}

function showProperty(value: object, key: string, inspection: Inspection): string {
  const property = Object.getOwnPropertyDescriptor(value, key);
  if (property === undefined || "value" in property) return show(property?.value, inspection);
  if (property.get === undefined) return "[Setter]";
  return property.set === undefined ? "[Getter]" : "[Getter/Setter]";
}
