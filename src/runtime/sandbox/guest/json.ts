import { escaped, needsEscape } from "../bytes.js";
import { formOf } from "./bytes.js";
import { elements } from "./elements.js";
import { isWalk, walkAdvice } from "./walk.js";

const { stringify } = JSON;
const { apply } = Reflect;
const { startsWith } = String.prototype;
const { isView } = ArrayBuffer;
const { from, isArray } = Array;
const { getPrototypeOf, prototype: objectPrototype } = Object;

/**
 * `value` as JSON text; `undefined` for `undefined`. Bytes (a `Uint8Array`, `ArrayBuffer`, `DataView`, `Blob` or `File`) take the form in
 * which they cross. A `Map` becomes an array of its entries, a `Set` and any other typed array an array of their elements, an
 * `Error` an object with name, message and its own fields.
 *
 * @param subject what `value` is, for the message: "The result".
 * @throws TypeError for what JSON would lose or cannot say: functions, symbols, big integers, promises, cycles.
 */
export function encode(value: unknown, subject: string): string | undefined {
  const inner = new Set<object>();
  const asData = (data: object): object => {
    // JSON.stringify asks for the object inside an escaped one as well, which stays what it is.
    if (!needsEscape(data) || inner.delete(data)) return data;
    inner.add(data);
    return escaped(data);
  };
  try {
    return stringify(value, (key: string, member: unknown) => {
      if (typeof member !== "object") return jsonScalar(key, member, subject);
      if (member === null || isArray(member)) return member;
      if (getPrototypeOf(member) === objectPrototype) return asData(member);
      const data = formOf(member) ?? jsonObject(key, member, subject);
      return data === member ? asData(member) : data;
    });
  } catch (error) {
    if (error instanceof TypeError && isCycle(error)) {
      throw new TypeError(
        `${subject} contains itself (a cycle), which JSON cannot say. Return the fields you need as a new object.`,
      );
    }
    throw error;
  }
}

/** As QuickJS says it, and V8. */
function isCycle({ message }: TypeError): boolean {
  return message === "circular reference" || apply(startsWith, message, ["Converting circular"]);
}

function jsonScalar(key: string, member: unknown, subject: string): unknown {
  switch (typeof member) {
    case "function":
      throw refusal(
        subject,
        key,
        "a function",
        "Call it, or leave it out: only data can be passed.",
      );
    case "symbol":
      throw refusal(subject, key, "a symbol", "Use a string.");
    case "bigint":
      throw refusal(subject, key, "a BigInt", "Use Number(value) or String(value).");
    default:
      return member;
  }
}

function jsonObject(key: string, member: object, subject: string): unknown {
  if (member instanceof Promise) {
    throw refusal(
      subject,
      key,
      "a Promise",
      "Write `await` before it, or `await Promise.all(…)` around an array of them.",
    );
  }
  if (isWalk(member)) throw refusal(subject, key, "an async iterable", walkAdvice);
  if (member instanceof Map || member instanceof Set) return from<unknown>(member);
  if (isView(member)) return elements(member, Number.POSITIVE_INFINITY);
  if (member instanceof Error) {
    return Object.assign({ name: member.name, message: member.message }, member);
  }
  return member;
}

function refusal(subject: string, key: string, what: string, advice: string): TypeError {
  return new TypeError(
    key === ""
      ? `${subject} is ${what}. ${advice}`
      : `${subject} holds ${what} under "${key}". ${advice}`,
  );
}
