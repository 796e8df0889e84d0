import { basename, dirname, join, relative, resolve } from "node:path";
import { fillTemplate } from "../emit/template.js";
import { readTemplate, readVersion } from "../output/assets.js";
import { literal } from "../runtime/api/literal.js";
import { repositoryOf } from "./init-files.js";
import { outputFolder } from "./output-folder.js";

/** Workflows stand at the top of a repository: GitHub looks nowhere else. */
const FOLDER = ".github/workflows";

/** A GitHub workflow for the package of a document. */
export interface Workflow {
  readonly path: string;
  readonly text: string;
  readonly about: string;
}

/** A workflow as a template; `configKey` is how it names the configuration where `--config` is set. */
interface WorkflowTemplate {
  readonly file: string;
  readonly template: string;
  readonly configKey: string;
  readonly about: string;
}

const TEMPLATES: readonly WorkflowTemplate[] = [
  {
    file: "codemode.yml",
    template: "workflow.yml",
    configKey: "\n          config: ",
    about: "`compile --check`, and on a pull request what changes",
  },
  {
    file: "codemode-publish.yml",
    template: "publish.yml",
    configKey: "\n      CONFIG: ",
    about: "a release goes to npm and the MCP registry, if everything holds",
  },
];

/**
 * The workflows for a document, with the package in the folder that `compile` gives it there. `configPath` is set where `--config` is.
 * None for a path that GitHub would take for an expression of its own.
 */
export async function workflowsFor(
  specPath: string,
  apiName: string,
  configPath: string | undefined,
): Promise<readonly Workflow[]> {
  const folder = dirname(resolve(specPath));
  const repository = await repositoryOf(folder);
  const inside = relative(repository, folder).replaceAll("\\", "/");
  const config =
    configPath === undefined
      ? undefined
      : relative(folder, resolve(configPath)).replaceAll("\\", "/");
  if (`${inside}/${basename(specPath)} ${config}`.includes("${{")) return [];
  return TEMPLATES.map(({ file, template, configKey, about }) => ({
    path: join(repository, FOLDER, file),
    about,
    text: fillTemplate(readTemplate(template), {
      version: readVersion(),
      folder: literal(inside === "" ? "." : inside),
      spec: literal(basename(specPath)),
      output: literal(outputFolder(apiName)),
      config: config === undefined ? "" : `${configKey}${literal(config)}`,
    }),
  }));
}
