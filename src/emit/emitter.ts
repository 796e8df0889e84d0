import type { Api } from "../runtime/api/api.js";

/** One file of the package. `path` is relative, with `/`, and stays inside the output folder. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** What an emitter may know: the decided API and the package's own facts. No file system, no clock, no OpenAPI. */
export interface EmitInput {
  readonly api: Api;
  readonly package: PackageFacts;
  /** What openapi-typescript makes of the document: declarations. Absent unless they were asked for. */
  readonly openapiTypes?: string;
}

export interface PackageFacts {
  /** The npm name: `github-codemode`. */
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The name of its server in the MCP registry, `io.github.acme/github`; absent where nothing says whose it is. */
  readonly mcpName?: string;
  /** The URL of the repository that it is published from. */
  readonly repository?: string;
  /** Who publishes it. */
  readonly author?: string;
  readonly homepage?: string;
  /** The version of this compiler. */
  readonly compilerVersion: string;
}

export type Emitter = (input: EmitInput) => readonly OutputFile[];
