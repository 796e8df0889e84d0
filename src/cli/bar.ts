/** A bar in eighths of a character (U+2588 to U+258F), `width` characters for a share of 1; anything above nothing shows. */
export function bar(share: number, width: number): string {
  const eighths = Math.max(1, Math.round(Math.min(1, share) * width * 8));
  const rest = eighths % 8;
  return "█".repeat(Math.floor(eighths / 8)) + (rest === 0 ? "" : "▏▎▍▌▋▊▉".charAt(rest - 1));
}
