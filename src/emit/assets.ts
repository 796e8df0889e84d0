import type { DockerTemplates } from "./docker/docker.js";
import type { OutputFile } from "./emitter.js";
import type { Component } from "./sbom/sbom.js";
import type { Template } from "./template.js";

/** What a package holds whatever its API is: our own built runtime, and the templates of its documents. */
export interface Assets {
  /** The version of this compiler. */
  readonly compilerVersion: string;
  /** Bundles and notices, at the paths that they have in a package. */
  readonly runtime: readonly OutputFile[];
  /** What the bundles contain. */
  readonly components: readonly Component[];
  /** What openapi-typescript made of the document, when it was asked for. */
  readonly openapiTypes?: string;
  readonly templates: DockerTemplates & {
    readonly readme: Template;
    readonly skill: Template;
    readonly shellSkill: Template;
    readonly mcpbignore: Template;
    readonly wrangler: Template;
  };
}
