import { appendFile } from "node:fs/promises";
import type { Environment } from "./environment.js";

/** A workflow command of GitHub Actions that shows on a file: "Workflow commands for GitHub Actions", setting an error or a notice message. */
export interface Annotation {
  readonly level: "error" | "warning" | "notice";
  /** `file`, `line`, `col`, `title`. */
  readonly properties: { readonly [name: string]: string };
  readonly message: string;
}

/** The command on a line of its own, escaped so that no text can end it or begin another. */
export function annotationText({ level, properties, message }: Annotation): string {
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${level} ${pairs.join(",")}::${data(message)}\n`;
}

/** Adds Markdown to the summary of the job, where there is one. */
export async function addStepSummary(markdown: string, env: Environment): Promise<void> {
  const file = env["GITHUB_STEP_SUMMARY"];
  if (file !== undefined && file !== "") await appendFile(file, `${markdown}\n`);
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
