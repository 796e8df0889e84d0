/** What one pass over JSON text finds, without building a value. */
export interface JsonScan {
  /** Offsets of every `{` and `[`, ascending. */
  readonly starts: Int32Array;
  /** The offset of the bracket that closes the one at the same place of `starts`; -1 when nothing does. */
  readonly ends: Int32Array;
  /** The number of `:` outside strings: members of objects, when the text is valid. */
  readonly members: number;
  /** Values, about: brackets, members and commas. */
  readonly values: number;
  /** Where the nesting first exceeds the levels allowed. The scan ends there. */
  readonly tooDeepAt?: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Scans `text` in linear time. The text need not be valid: the parser decides that. */
export function scanJson(text: string, levels: number): JsonScan {
  const starts = new Offsets();
  const ends = new Offsets();
  const open: number[] = [];
  let members = 0;
  let commas = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at);
        break;
      case COLON:
        members += 1;
        break;
      case COMMA:
        commas += 1;
        break;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (open.length >= levels) {
          return { ...found(starts, ends, members, commas), tooDeepAt: at };
        }
        open.push(starts.length);
        starts.push(at);
        ends.push(-1);
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET: {
        const opened = open.pop();
        if (opened !== undefined) ends.set(opened, at);
        break;
      }
    }
  }
  return found(starts, ends, members, commas);
}

/** The offset of the quote that closes the string opened at `start`; the text's length when none does. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}

function found(starts: Offsets, ends: Offsets, members: number, commas: number): JsonScan {
  return {
    starts: starts.taken(),
    ends: ends.taken(),
    members,
    values: starts.length + members + commas,
  };
}

/** A growing list of 32-bit numbers: an array of numbers costs twice as much. */
class Offsets {
  length = 0;
  #values = new Int32Array(1024);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  set(at: number, value: number): void {
    this.#values[at] = value;
  }

  taken(): Int32Array {
    return this.#values.subarray(0, this.length);
  }
}
