import { catalog } from "./catalog.js";

/** The catalog as a page of the documentation (GitHub-flavoured Markdown): each code with title, severity, cause and fix, sorted by code. */
export function catalogMarkdown(): string {
  const sections = Object.entries(catalog)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { severity, title, cause, fix }]) =>
        `## \`${code}\`\n\n**${escaped(title)}** (${severity})\n\n${escaped(cause)}\n\n*What to do:* ${escaped(fix)}\n`,
    );
  return `# Diagnostics\n\nEvery message of the compiler has a code, a place, a cause and a fix. An error ends the run; warnings and notes do not, unless \`--strict\` is given. \`compile --json\` prints them as \`schemas/compile-report.schema.json\` says.\n\n${sections.join("\n")}`;
}

/** Angle brackets outside code would be HTML. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replaceAll("<", "&lt;").replaceAll("*", "\\*")))
    .join("");
}
