import { dirname, join } from "node:path";
import { printable } from "../diagnostics/printable.js";
import type { Api } from "../runtime/api/api.js";
import { candidatesOf } from "./init-config.js";
import { outputFolder } from "./output-folder.js";
import { shellWord } from "./shell-word.js";
import { counted, table } from "./table.js";
import type { Style } from "./terminal.js";

const INDENT = "  ";

/** A file that `init` writes, or leaves alone because it is there. */
export interface FirstFile {
  readonly path: string;
  /** As a person would type it here. */
  readonly shown: string;
  readonly outcome: "written" | "kept";
  readonly about: string;
}

/** What `init` wrote, what it left alone, and what comes next. */
export function initReport(
  files: readonly FirstFile[],
  { api, isReviewed }: { readonly api: Api; readonly isReviewed: boolean },
  specPath: string,
  style: Style,
): string {
  const rows = files.map(({ shown, outcome, about }) => [
    {
      text: outcome === "written" ? "+" : "=",
      style: outcome === "written" ? style.green : style.yellow,
    },
    { text: printable(shown), style: style.bold },
    {
      text: outcome === "written" ? about : "is there already, and was left alone",
      style: style.dim,
    },
  ]);
  const spec = shellWord(specPath);
  const folder = dirname(specPath);
  const into = folder === "." ? "" : ` -o ${shellWord(join(folder, outputFolder(api.name)))}`;
  const candidates = candidatesOf(api);
  const steps = [
    [`codemode compile ${spec}${into}`, "writes the package: commit it with these files"],
    [`codemode compile ${spec}${into} --check`, "holds it to all of them, here as in CI"],
    isReviewed
      ? [`codemode review ${spec}`, "shows what is new, whenever something is"]
      : [
          `codemode review ${spec} --accept`,
          "from then on a new write is denied until somebody accepts it",
        ],
  ];
  return `${[
    `${style.bold(printable(api.title))} ${style.dim(`${api.version}, ${counted(api.operations.length, "operation")}`)}`,
    ...table(rows, INDENT),
    "",
    "Next",
    ...table(
      steps.map(([text = "", note = ""]) => [{ text }, { text: note, style: style.dim }]),
      INDENT,
    ),
    ...(candidates === 0
      ? []
      : [
          `${INDENT}${style.dim(`${counted(candidates, "write")} may only read: the configuration lists ${candidates === 1 ? "it" : "them"} as comments.`)}`,
        ]),
  ].join("\n")}\n`;
}
