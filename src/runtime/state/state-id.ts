import { hexadecimal } from "../api/hexadecimal.js";

const ID_BYTES = 16;
const ID = /^[0-9a-f]{32}$/;

/** 128 random bits in hexadecimal, so that a model copies it without mistakes of case. */
export function randomStateId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return hexadecimal(bytes);
}

/** True for what `randomStateId` may have given. Anything else, whatever it says, was never an id. */
export function isStateId(text: string): boolean {
  return ID.test(text);
}
