import { type BytesForm, mayHoldBytes, readForms } from "../bytes.js";
import { Blob, contentOf, File, nameOf } from "./blob.js";

const { parse } = JSON;
const { apply, get } = Reflect;
const { hasOwn } = Object;

// ECMA-262 2026: of this engine, but not yet of the language's types.
const toBase64 = functionOf(Uint8Array.prototype, "toBase64");
const fromBase64 = functionOf(Uint8Array, "fromBase64");

/** The form in which bytes cross; `undefined` for an object that is none. */
export function formOf(value: object): BytesForm | undefined {
  if (value instanceof Blob) {
    const { bytes, type } = contentOf(value);
    const form = { $bytes: base64(bytes), type };
    return value instanceof File ? { ...form, name: nameOf(value) } : form;
  }
  if (value instanceof Uint8Array) return { $bytes: base64(value) };
  if (value instanceof ArrayBuffer) return { $bytes: base64(new Uint8Array(value)) };
  if (!(value instanceof DataView)) return undefined;
  return { $bytes: base64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
}

/** The value of a JSON text of the host, with real bytes in it. */
export function readJson(json: string): unknown {
  const value: unknown = parse(json);
  return mayHoldBytes(json) ? readForms(value, bytesOf) : value;
}

/** Base64 that is none stays what it was: data. */
function bytesOf(form: BytesForm): unknown {
  let bytes: unknown;
  try {
    bytes = apply(fromBase64, Uint8Array, [form.$bytes]);
  } catch {
    return form;
  }
  if (!(bytes instanceof Uint8Array)) return form;
  const type = hasOwn(form, "type") ? form.type : undefined;
  if (hasOwn(form, "name")) return new File([bytes], form.name, { type });
  return type === undefined ? bytes : new Blob([bytes], { type });
}

function base64(bytes: Uint8Array): string {
  const text: unknown = apply(toBase64, bytes, []);
  return typeof text === "string" ? text : "";
}

function functionOf(holder: object, name: string): Parameters<typeof apply>[0] {
  const found: unknown = get(holder, name);
  if (typeof found !== "function") throw new Error(`The engine has no ${name}.`);
  return found;
}
