/** One cell of a table. `style` colours the text after it was padded. */
export interface Cell {
  readonly text: string;
  readonly align?: "left" | "right";
  readonly style?: (text: string) => string;
}

/** Rows as lines with aligned columns, two spaces between them. The last column is not padded. */
export function table(rows: readonly (readonly Cell[])[], indent: string): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      widths[at] = Math.max(widths[at] ?? 0, cell.text.length);
    }
  }
  return rows.map((row) => {
    const cells = row.map((cell, at) => {
      const width = widths[at] ?? 0;
      const last = at === row.length - 1;
      const padded =
        cell.align === "right"
          ? cell.text.padStart(width)
          : last
            ? cell.text
            : cell.text.padEnd(width);
      return cell.style === undefined ? padded : cell.style(padded);
    });
    return `${indent}${cells.join("  ")}`.trimEnd();
  });
}

/** `5 files`, `1 file`; with a plural of its own `5 queries`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
