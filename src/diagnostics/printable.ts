/** Controls, line ends and format characters: they could move the cursor, or reorder what a reader sees. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** Text of a document as a terminal may show it: on one line, with nothing that a terminal would act on, at most `most` characters of it. */
export function printable(text: string, most = 400): string {
  const shown = text.length > most ? `${text.slice(0, most)}…` : text;
  return shown.replace(
    UNSAFE,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
