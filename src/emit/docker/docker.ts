import { serverTokenVariable } from "../../runtime/broker/variables.js";
import type { EmitInput, OutputFile } from "../emitter.js";
import { oneLine } from "../markdown.js";
import { grantedLicense } from "../package/package-facts.js";
import { repositoryOf } from "../registry/repository.js";
import { displayName, serverSummary } from "../registry/texts.js";
import { slug } from "../slug.js";
import { fillTemplate, type Template } from "../template.js";

const LABEL_LENGTH = 300;

/** The templates of `Dockerfile` and `.dockerignore`. */
export interface DockerTemplates {
  readonly dockerfile: Template;
  readonly dockerignore: Template;
}

/** A container image of the server, over HTTP: what it is built from, and what of the package it leaves out. */
export function emitDocker(input: EmitInput, templates: DockerTemplates): readonly OutputFile[] {
  const labels = labelsOf(input).map(([name, value]) => `LABEL ${name}=${quoted(value)}`);
  const { name } = input.api;
  const dockerfile = fillTemplate(templates.dockerfile, {
    image: `${slug(name)}-mcp`,
    token: serverTokenVariable(input.api),
    labels: labels.join("\n"),
  });
  return [
    { path: "Dockerfile", content: dockerfile },
    { path: ".dockerignore", content: templates.dockerignore },
  ];
}

/** Annotations of the OCI image specification, and the name by which the MCP registry knows whose image it is. */
function labelsOf({ api, package: facts }: EmitInput): readonly (readonly [string, string])[] {
  const { version, mcpName, repository, homepage } = facts;
  const image = "org.opencontainers.image";
  return [
    [`${image}.title`, displayName(api)],
    [`${image}.description`, serverSummary(api)],
    [`${image}.version`, version],
    ...given(`${image}.licenses`, grantedLicense(facts)),
    ...given(`${image}.source`, repository && repositoryOf(repository).url),
    ...given(`${image}.url`, homepage),
    ...given("io.modelcontextprotocol.server.name", mcpName),
  ];
}

function given(name: string, value: string | undefined): readonly (readonly [string, string])[] {
  return value === undefined ? [] : [[name, value]];
}

/** A value in double quotes, where a Dockerfile still reads escapes and variables. */
function quoted(value: string): string {
  return `"${oneLine(value, LABEL_LENGTH).replace(/[\\"$]/g, "\\$&")}"`;
}
