/**
 * A short text of a document, such as its title, so that it reads as a name and as nothing else: one line, words and a few
 * marks only, no sentence end, cut between words at `characters`.
 */
export function specName(text: string, characters: number): string {
  const words = text
    .slice(0, characters * 4)
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}&+_.'’\-/ ]+/gu, " ")
    .replace(/\.(?=\s|$)/g, " ")
    .split(/\s+/)
    .filter((word) => word !== "");
  let name = "";
  for (const word of words) {
    const longer = name === "" ? word : `${name} ${word}`;
    if (longer.length > characters) break;
    name = longer;
  }
  return name === ""
    ? Array.from(words[0] ?? "")
        .slice(0, characters)
        .join("")
    : name;
}
