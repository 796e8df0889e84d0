/** Characters of a description that are looked at; its first sentence stands in them or is cut. */
const READ_CHARACTERS = 600;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu;

/**
 * Text of a document as one line that may stand in a comment: no control, format or line-separating characters, no end
 * of a comment. At most `most` characters, longer text ends in `…`.
 */
export function oneLine(text: string, most: number): string {
  const line = text
    .slice(0, most * 2 + 40)
    .replace(INVISIBLE, " ")
    .replaceAll("*/", "* /")
    .replaceAll("`", "'")
    .replace(/\s+/g, " ")
    .trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "");
  const space = cut.lastIndexOf(" ");
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}

/** The first sentence of a Markdown or HTML description, as `oneLine`, without its mark-up and full stop. */
export function firstSentence(description: string, most: number): string {
  const plain = description
    .slice(0, READ_CHARACTERS)
    .replace(/<[^<>]{0,200}>/g, " ")
    .replace(/!?\[([^[\]]{0,200})\]\([^()]{0,300}\)/g, "$1")
    .replace(/[*_`#]{2,}|[`#]/g, "")
    .replace(INVISIBLE, " ")
    .replace(/\s+/g, " ")
    .trim();
  const end = /[.!?。！？](?=\s|$)/u.exec(
    plain.replace(/\b(?:e\.g|i\.e|etc|vs)\./gi, abbreviation),
  );
  return oneLine(end === null ? plain : plain.slice(0, end.index), most);
}

/** Of equal length, so that positions stay. */
function abbreviation(match: string): string {
  return match.replaceAll(".", "_");
}
