import { basename, dirname, join, relative, resolve } from "node:path";
import { fillTemplate } from "../emit/template.js";
import { readTemplate, readVersion } from "../output/assets.js";
import { literal } from "../runtime/api/literal.js";
import { repositoryOf } from "./init-files.js";
import { outputFolder } from "./output-folder.js";

const FILE = ".github/workflows/codemode.yml";

/** A GitHub workflow that holds the package of a document to it. */
export interface Workflow {
  /** At the top of the repository: GitHub looks nowhere else. */
  readonly path: string;
  /** `undefined` for a path that GitHub would take for an expression of its own. */
  readonly text: string | undefined;
}

/** The workflow for a document, with the package in the folder that `compile` gives it there. `configPath` is set where `--config` is. */
export async function workflowFor(
  specPath: string,
  apiName: string,
  configPath: string | undefined,
): Promise<Workflow> {
  const folder = dirname(resolve(specPath));
  const repository = await repositoryOf(folder);
  const inside = relative(repository, folder).replaceAll("\\", "/");
  const path = join(repository, FILE);
  const config =
    configPath === undefined
      ? undefined
      : relative(folder, resolve(configPath)).replaceAll("\\", "/");
  if (`${inside}/${basename(specPath)} ${config}`.includes("${{")) return { path, text: undefined };
  const text = fillTemplate(readTemplate("workflow.yml"), {
    version: readVersion(),
    folder: literal(inside === "" ? "." : inside),
    spec: literal(basename(specPath)),
    output: literal(outputFolder(apiName)),
    config: config === undefined ? "" : `\n          config: ${literal(config)}`,
  });
  return { path, text };
}
