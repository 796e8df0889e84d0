import type { Called } from "./prism-run.js";
import { isRaw, member } from "./sample-document.js";

/** Something that Prism cannot read, or reads otherwise than the standards say. */
export interface PrismLimit {
  readonly name: string;
  /** True where this is why Prism says `error` of the call. */
  covers(error: string, called: Called, context: PrismContext): boolean;
}

export interface PrismContext {
  /** All that Prism says of the call. */
  readonly errors: readonly string[];
  /** The names of all properties of the document that only come back. */
  readonly readOnly: ReadonlySet<string>;
}

/** What Prism finds in good requests. Each such request is read back with the decoder and held against the document with AJV instead. */
export const PRISM_LIMITS: readonly PrismLimit[] = [
  {
    name: "a parameter whose text is empty counts as absent",
    covers(error, { sample }) {
      const name = /^Request (?:query|header|path) must have required property '(.+)'/.exec(error);
      return sample.parameters.some(
        (one) => one.value === "" && one.name.toLowerCase() === name?.[1],
      );
    },
  },
  {
    name: "an absent optional object in deepObject style counts as empty, and lacks its required members",
    covers(error, { sample }) {
      const found =
        /^Request (query parameter|body property) (\S+) must have required property/.exec(error);
      const path = found?.[2]?.split(".") ?? [];
      if (found?.[1] === "body property") return !has(sample.body?.value, path);
      const [name, ...inner] = path;
      const value = sample.parameters.find((one) => one.name.toLowerCase() === name)?.value;
      return found !== null && !has({ value }, ["value", ...inner]);
    },
  },
  {
    name: "a form or multipart body with lists or objects in it is not put together again",
    covers: (error, { sample: { body } }) =>
      /^(Request body |Cannot deserialize JSON object array)/.test(error) &&
      isForm(body?.mediaType) &&
      Object.values(Object(body?.value)).some((value) => typeof value === "object"),
  },
  {
    name: "a form without fields, and a JSON body that is an empty text, count as no body",
    covers: (error, { request, sample: { body } }) =>
      error === "Body parameter is required" &&
      (body?.value === "" || (isForm(body?.mediaType) && request?.body.length === 0)),
  },
  {
    name: "of media types that differ in their parameters the first is taken",
    covers: (error, { sample }) =>
      error.startsWith("Request body ") && sample.body?.mediaType.includes(";") === true,
  },
  {
    name: "a form's + for a space, and a file's bytes, count as reserved characters",
    covers: (error, { sample }) =>
      error === "Reserved characters used in request body" && isForm(sample.body?.mediaType),
  },
  {
    name: "a body of text or bytes is no object, whatever its text says",
    covers: (error, { sample }) =>
      /^Request body must /.test(error) &&
      (typeof sample.body?.value === "string" || sample.body?.value instanceof Uint8Array),
  },
  {
    name: "a member that only comes back is demanded where oneOf or allOf stand between",
    covers: (error, { sample }, { errors, readOnly }) =>
      error.startsWith("Request body ") &&
      errors.some((one) => {
        const name = /^Request body .*must have required property '(.+)'/.exec(one)?.[1];
        return name !== undefined && readOnly.has(name) && isRaw(sample.body?.value);
      }),
  },
  {
    name: "a parameter whose enum has numbers or booleans but no type stays text",
    covers: (error, { sample }) => {
      const name = /^Request query parameter (\S+) must be equal to one of the allowed/.exec(error);
      return sample.parameters.some(
        (one) => one.name.toLowerCase() === name?.[1] && typeof one.value !== "string",
      );
    },
  },
  {
    name: "coercion lets a parameter fit two branches of oneOf",
    covers: (error, { sample }) => {
      const found = /^Request (?:path|query|header) parameter (\S+) must match exactly one/.exec(
        error,
      );
      const name = found?.[1]?.split(".")[0];
      return sample.parameters.some((one) => one.name.toLowerCase() === name);
    },
  },
  {
    name: "an object inside a query parameter's list stays text",
    covers: (error, { sample }) => {
      const name = /^Request query parameter ([^\s.]+)/.exec(error)?.[1];
      const value = sample.parameters.find((one) => one.name.toLowerCase() === name)?.value;
      return Array.isArray(value) && value.some(isRaw);
    },
  },
];

function isForm(mediaType: string | undefined): boolean {
  return mediaType !== undefined && /^(multipart\/|application\/x-www-form)/.test(mediaType);
}

function has(value: unknown, path: readonly string[]): boolean {
  let found = value;
  for (const name of path) {
    found = member(found, name);
    if (found === undefined) return false;
  }
  return true;
}

/** The names of all properties of a document that are `readOnly` themselves. */
export function readOnlyNames(document: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<unknown>([document]);
  for (const value of seen) {
    if (typeof value !== "object" || value === null) continue;
    for (const [name, part] of Object.entries(value)) {
      seen.add(part);
      if (member(part, "readOnly") === true) found.add(name);
    }
  }
  return found;
}
