/** Longest text of one comment, in UTF-16 code units; the rest is cut. The texts of the IR are shorter. */
const MAX_TEXT = 18_000;

/**
 * A run of backslashes with what follows where that matters, or an invisible character: controls, line and paragraph
 * separators, lone surrogates, and format characters such as bidi controls, which hide or reorder what a reader sees.
 */
const ESCAPED =
  /(\\+)(u\{[0-9a-f]+\}|[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029])?|[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A JSDoc block tag: `@name value`. The value stands on one line. */
export interface DocTag {
  readonly name: string;
  /** Absent for a tag without a value. */
  readonly value?: string;
}

/**
 * A JSDoc comment, one entry a line, without indentation; empty when there is nothing to say. The text stands under the
 * tag `heading` if there is one.
 * Text keeps its lines. It can neither end the comment nor start a tag: a slash after an asterisk and an `@` where a
 * tag could start get a backslash, an invisible character is written `\u{202e}`. Where a text has such a sequence
 * already it gets one backslash more, so that `docText` gives the text back.
 */
export function docBlock(
  text: string | undefined,
  tags: readonly DocTag[],
  heading?: string,
): readonly string[] {
  const body = docLines(text ?? "");
  if (heading !== undefined && body.length > 0) body.unshift(`@${heading}`);
  const tagLines = tags.map(({ name, value }) =>
    value === undefined ? `@${name}` : `@${name} ${escapeLine(value)}`,
  );
  const gap = body.length > 0 && tagLines.length > 0 ? [""] : [];
  if (body.length + tagLines.length === 0) return [];
  const lines = [...body, ...gap, ...tagLines];
  const [first] = lines;
  if (first === undefined) return [];
  if (lines.length === 1) return [`/** ${first} */`];
  return ["/**", ...lines.map((content) => (content === "" ? " *" : ` * ${content}`)), " */"];
}

/** The inverse of what `docBlock` does to a text. */
export function docText(comment: string): string {
  return comment.replace(
    /\\(\\*u\{[0-9a-f]+\})|(?<=^|[\s{*])\\(\\*@)|(?<=\*)\\(\\*\/)/gm,
    (_, unicode?: string, at?: string, slash?: string) =>
      unicode?.startsWith("u{")
        ? String.fromCodePoint(Number.parseInt(unicode.slice(2, -1), 16))
        : (unicode ?? at ?? slash ?? ""),
  );
}

function docLines(text: string): string[] {
  if (text.trim() === "") return [];
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  const trimmed = cut.trim();
  const contents = /[\r\n]/.test(trimmed) ? trimmed.split(/\r\n|\r|\n/) : [trimmed];
  return contents.map((content) => escapeLine(content).trimEnd());
}

/** What most lines have none of. */
const SUSPECT = /[^\x20-\x7e]|[\\@]|\*\//;

function escapeLine(content: string): string {
  if (!SUSPECT.test(content)) return content;
  return content
    .replace(ESCAPED, (match, backslashes?: string, next?: string) => {
      if (next === undefined) return backslashes === undefined ? codePoint(match) : match;
      if (next.startsWith("u{")) return `\\${match}`;
      return codePoint("\\").repeat(backslashes?.length ?? 0) + codePoint(next);
    })
    .replace(/(^|[\s{*])(\\*@)/g, "$1\\$2")
    .replace(/\*(\\*\/)/g, "*\\$1");
}

function codePoint(character: string): string {
  if (character === "\t") return character;
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
