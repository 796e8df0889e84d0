import { elements } from "./elements.js";

const { stringify } = JSON;
const { isView } = ArrayBuffer;
const { from, isArray } = Array;

/**
 * `value` as JSON text; `undefined` for `undefined`. A `Map` becomes an array of its entries, a `Set` and a typed array an array
 * of their elements, an `Error` an object with name, message and its own fields.
 *
 * @param subject what `value` is, for the message: "The result".
 * @throws TypeError for what JSON would lose or cannot say: functions, symbols, big integers, promises, cycles.
 */
export function encode(value: unknown, subject: string): string | undefined {
  try {
    return stringify(value, (key: string, member: unknown) => jsonMember(key, member, subject));
  } catch (error) {
    if (error instanceof TypeError && error.message === "circular reference") {
      throw new TypeError(
        `${subject} contains itself (a cycle), which JSON cannot say. Return the fields you need as a new object.`,
      );
    }
    throw error;
  }
}

function jsonMember(key: string, member: unknown, subject: string): unknown {
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
    case "object":
      return member === null || isArray(member) ? member : jsonObject(key, member, subject);
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
  if (member instanceof Map || member instanceof Set) return from<unknown>(member);
  if (isView(member) && !(member instanceof DataView)) return elements(member);
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
