/** A fenced block of a README. */
export interface Block {
  /** The heading that it stands under: `Claude Code`. */
  readonly heading: string;
  /** The line before it that is not empty: `Claude Code:`. */
  readonly before: string;
  /** `sh`, `json`, `toml`. */
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of the section `## <title>`, in order. */
export function blocksOf(markdown: string, title: string): readonly Block[] {
  const blocks: Block[] = [];
  let section = "";
  let heading = "";
  let before = "";
  let open: { readonly language: string; readonly lines: string[] } | undefined;
  for (const line of markdown.split("\n")) {
    if (open !== undefined) {
      if (line !== "```") open.lines.push(line);
      else {
        const { language, lines } = open;
        if (section === title) blocks.push({ heading, before, language, text: lines.join("\n") });
        open = undefined;
      }
      continue;
    }
    const fence = /^```(\w+)$/.exec(line);
    const title2 = /^## (.+)$/.exec(line);
    const title3 = /^### (.+)$/.exec(line);
    if (fence !== null) {
      open = { language: fence[1] ?? "", lines: [] };
      continue;
    }
    if (title2 !== null) section = title2[1] ?? "";
    if (title3 !== null) heading = title3[1] ?? "";
    if (line !== "") before = line;
  }
  return blocks;
}
