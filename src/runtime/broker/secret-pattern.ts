import { base64 } from "../client/base64.js";

/** Shorter texts are too common to be taken out of data: replacing them would damage more than it hides. */
const SHORTEST_SECRET = 6;
const SHORTEST_ENCODED = 8;
/** Of a longer one letters and digits are sought as they are: nobody escapes those but for show, and the pattern would be a large one. */
const LONGEST_ESCAPED = 64;

const NAMED_ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "amp"],
  ["<", "lt"],
  [">", "gt"],
  ['"', "quot"],
  ["'", "apos"],
]);

const CONTROL_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["\b", "b"],
  ["\t", "t"],
  ["\n", "n"],
  ["\f", "f"],
  ["\r", "r"],
]);

/**
 * The source of a regular expression, to be used without regard to case, that finds the secrets in every form that an API may send them back in: as they are, in Base64 also as part of
 * a longer text, in hexadecimal; and each character of these as it is or escaped for URLs (RFC 3986 §2.1), JSON (RFC 8259 §7) or HTML. It finds them
 * in the JSON of a text as in the text. Each alternative begins differently, and every repetition has an end, so that its time grows with the
 * text alone. `undefined` when there is nothing to find.
 */
export function secretPattern(secrets: readonly string[]): string | undefined {
  const long = secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
  const forms = new Map<string, string>();
  for (const secret of long) {
    for (const encoded of encodedForms(secret)) forms.set(encoded, escapable(encoded, "marks"));
    forms.set(secret, escapable(secret, secret.length > LONGEST_ESCAPED ? "marks" : "all"));
  }
  if (forms.size === 0) return undefined;
  return [...forms]
    .sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1))
    .map(([, pattern]) => pattern)
    .join("|");
}

/** A pattern of a text of which each character, or each that is no letter or digit, may be escaped. */
function escapable(text: string, escaped: "all" | "marks"): string {
  return [...text.replace(/\\+/g, "\\")]
    .map((character, at) =>
      escaped === "marks" && /[A-Za-z0-9]/.test(character)
        ? character
        : `(?:${spellings(character, at === 0 ? "first" : "further").join("|")})`,
    )
    .join("");
}

/** JSON within a text of JSON has several backslashes before an escape. The first character needs no more than one of them to be found. */
function spellings(character: string, place: "first" | "further"): readonly string[] {
  const backslashes = place === "first" ? "\\\\" : "\\\\{1,8}";
  const utf16 = character.split("").map((unit) => unit.charCodeAt(0));
  const utf8 = new TextEncoder().encode(character);
  const code = character.codePointAt(0) ?? 0;
  const entity = NAMED_ENTITIES.get(character);
  const control = CONTROL_ESCAPES.get(character);
  return [
    plainSpelling(character, place),
    ...(character === " " ? ["\\+"] : []),
    ...(control === undefined ? [] : [`${backslashes}${control}`]),
    utf16.map((unit) => `${backslashes}u${hexadecimal(unit, 4)}`).join(""),
    Array.from(utf8, (byte) => `%${hexadecimal(byte, 2)}`).join(""),
    `&#(?:0{0,6}${code}|x0{0,6}${hexadecimal(code, 1)});`,
    ...(entity === undefined ? [] : [`&${entity};`]),
  ];
}

/** JSON escapes `"` and `\` always, and `/` at will. A run of backslashes is taken for one, however often it was escaped. */
function plainSpelling(character: string, place: "first" | "further"): string {
  if (place === "further" && character === "\\") return "\\\\{1,64}";
  if (place === "further" && /["/]/.test(character)) return `\\\\{0,8}${character}`;
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

function encodedForms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const encoded = [base64(bytes), ...alignedBase64(bytes)];
  const hex = Array.from(bytes, (byte) => hexadecimal(byte, 2)).join("");
  return [
    ...encoded,
    ...encoded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
    hex,
  ].filter((form) => form.length >= SHORTEST_ENCODED);
}

/** Base64 of the secret as part of a longer text: what all of its bytes alone decide, at each of the three offsets. */
function alignedBase64(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((offset) => {
    const padded = new Uint8Array(offset + bytes.length);
    padded.set(bytes, offset);
    const from = offset === 0 ? 0 : offset + 1;
    return base64(padded).slice(from, Math.floor((padded.length * 8) / 6));
  });
}
