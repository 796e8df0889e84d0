import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { Api } from "../../runtime/api/api.js";
import { encodeIndex, type SearchIndex } from "../../runtime/search/format.js";
import type { Emitter } from "../emitter.js";
import { findTwins } from "./twins.js";
import { vocabularyOf } from "./vocabulary.js";
import { weighTerms } from "./weights.js";

/** Writes `index.json`: what `search` looks things up in. */
export const emitIndex: Emitter = ({ api }) => [
  { path: "index.json", content: encodeIndex(buildIndex(api)) },
];

/** The search index of an API. */
export function buildIndex(api: Api): SearchIndex {
  const weighted = weighTerms(api);
  const lists = [...weighted.values()];
  return {
    operations: api.operations.length,
    terms: [...weighted.keys()],
    postings: (at, part) => lists[at]?.[part] ?? [],
    twins: findTwins(api.operations),
    vocabulary: vocabularyOf(api, (text) => countTokens(text, { disallowedSpecial: new Set() })),
  };
}
