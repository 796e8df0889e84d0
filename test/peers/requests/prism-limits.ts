import type { Called } from "./prism-run.js";
import { isRaw, member } from "./sample-document.js";

/** Something that Prism cannot read, or reads otherwise than the standards say. */
export interface PrismLimit {
  readonly name: string;
  /** True where this is why Prism says `error` of the call. */
  covers(error: string, called: Called): boolean;
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
    name: "a list or an object in a form or multipart body stays text",
    covers(error, { sample: { body } }) {
      if (!isForm(body?.mediaType)) return false;
      const members = Object.values(Object(body?.value));
      const nested = members.some((value) => typeof value === "object");
      if (error.startsWith("Cannot deserialize JSON object array")) return nested;
      const name = /^Request body property ([^\s.]+)/.exec(error)?.[1];
      return name !== undefined && typeof member(body?.value, name) === "object";
    },
  },
  {
    name: "a form without fields counts as no body",
    covers: (error, { request, sample }) =>
      error === "Body parameter is required" &&
      isForm(sample.body?.mediaType) &&
      request?.body.length === 0,
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
