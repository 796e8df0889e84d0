import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import type { Api } from "../../runtime/api/api.js";
import { encodeIndex, type SearchIndex } from "../../runtime/search/format.js";
import type { PostingList } from "../../runtime/search/postings.js";
import { findTwins } from "./twins.js";
import { vocabularyOf } from "./vocabulary.js";
import { weighTerms } from "./weights.js";

/** The text of `index.json`: what `search` looks things up in. */
export function indexJson(api: Api): string {
  return encodeIndex(buildIndex(api));
}

const NO_POSTINGS: PostingList = { operations: new Uint32Array(), weights: new Uint8Array() };

/** The search index of an API. */
export function buildIndex(api: Api): SearchIndex {
  const weighted = weighTerms(api);
  const lists = [...weighted.values()];
  return {
    operations: api.operations.length,
    terms: [...weighted.keys()],
    postings: (at, part) => lists[at]?.[part] ?? NO_POSTINGS,
    twins: findTwins(api.operations),
    vocabulary: vocabularyOf(api, (text) => countTokens(text, { disallowedSpecial: new Set() })),
  };
}
