import { type ToolDefinition, toolDefinitions } from "../emit/tools/definitions.js";
import { requiredOnly } from "../emit/tools/required.js";
import type { Api } from "../runtime/api/api.js";
import { oneToolPerOperation, toolCharacters } from "./one-tool-per-operation.js";
import { type SampledSize, sampledSizeOf } from "./sampled-size.js";
import { countCl100kTokens } from "./size.js";
import { countTokens } from "./tokens.js";

/** Another way to give the same API to an agent, and what that puts into its context. */
export type Alternative = {
  readonly name: AlternativeName;
  readonly label: string;
} & (
  | { readonly kind: "measured"; readonly size: SampledSize }
  /** Somebody else's figure, not measured here. */
  | { readonly kind: "published"; readonly tokens: number; readonly source: string }
  | { readonly kind: "not-applicable"; readonly why: string }
);

export type AlternativeName =
  | "document"
  | "minifiedDocument"
  | "toolPerOperation"
  | "toolPerOperationRequired"
  | "cloudflarePublished";

/** The input of a measurement, where it was a document: all of its texts, and the entry's value if that was JSON. */
export interface DocumentText {
  readonly texts: readonly string[];
  readonly json: unknown;
}

const NO_DOCUMENT = "the input is no OpenAPI document";
const PUBLISHED: Alternative = {
  name: "cloudflarePublished",
  label: "two untyped tools, as Cloudflare published",
  kind: "published",
  tokens: 1_069,
  source: "cloudflare/mcp README",
};

/** What the alternatives cost. Long texts are sampled. */
export function alternativesOf(
  api: Api,
  tools: readonly ToolDefinition[],
  document: DocumentText | undefined,
): readonly Alternative[] {
  return [
    documentText(document),
    minified(document),
    {
      name: "toolPerOperation",
      label: "one tool per operation",
      kind: "measured",
      size: toolsSize(tools),
    },
    {
      name: "toolPerOperationRequired",
      label: "the same, required parameters only",
      kind: "measured",
      size: toolsSize(toolDefinitions(requiredOnly(api))),
    },
    PUBLISHED,
  ];
}

function documentText(document: DocumentText | undefined): Alternative {
  const own = { name: "document", label: "the document itself" } as const;
  if (document === undefined) return { ...own, kind: "not-applicable", why: NO_DOCUMENT };
  return { ...own, kind: "measured", size: sampledSizeOf(document.texts.join("\n")) };
}

function minified(document: DocumentText | undefined): Alternative {
  const own = { name: "minifiedDocument", label: "the document, minified" } as const;
  if (document === undefined) return { ...own, kind: "not-applicable", why: NO_DOCUMENT };
  if (document.json === undefined)
    return { ...own, kind: "not-applicable", why: "it is not one JSON file" };
  return { ...own, kind: "measured", size: sampledSizeOf(JSON.stringify(document.json)) };
}

function toolsSize(tools: readonly ToolDefinition[]): SampledSize {
  const { tokens, exact } = oneToolPerOperation(tools, countTokens);
  const separators = tools.length + '{"tools":[]}'.length - 1;
  return {
    characters: toolCharacters(tools).reduce((sum, characters) => sum + characters, separators),
    o200k_base: tokens,
    cl100k_base: oneToolPerOperation(tools, countCl100kTokens).tokens,
    exact,
  };
}
