import { type BytesForm, mayHoldBytes, readForms } from "../sandbox/bytes.js";
import { counted } from "./bounded-json.js";

/** A value as an answer shows it. */
export interface Described {
  readonly json: string;
  /** How many bytes and blobs in it are only described. */
  readonly count: number;
}

/** `json`, the text of a value that crossed, with a few words in the place of all bytes: `<12,345 bytes, image/png, "a.png">`. */
export function describeBytes(json: string): Described {
  if (!mayHoldBytes(json)) return { json, count: 0 };
  let count = 0;
  const value = readForms(JSON.parse(json), (form) => {
    count += 1;
    return description(form);
  });
  return { json: JSON.stringify(value), count };
}

function description({ $bytes, type = "", name }: BytesForm): string {
  const padding = /=*$/.exec($bytes.slice(-2))?.[0].length ?? 0;
  const bytes = Math.floor(($bytes.length * 3) / 4) - padding;
  const about = [
    `${counted(bytes)} bytes`,
    type,
    ...(name === undefined ? [] : [JSON.stringify(name)]),
  ];
  return `<${about.filter((part) => part !== "").join(", ")}>`;
}
