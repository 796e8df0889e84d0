import { gzipSync } from "node:zlib";
import { createRanking } from "../../dist/evaluation/ranking.js";
import { createLookup } from "../../dist/runtime/api/lookup.js";
import { readApi } from "../../dist/runtime/api/stored-api.js";
import { createSearch } from "../../dist/runtime/search/answer.js";
import { decodeIndex } from "../../dist/runtime/search/format.js";
import { importPeer } from "./installed-peers.mjs";

/** @typedef {import("../../dist/evaluation/ranking.js").Place} Place */
/** @typedef {import("../../dist/runtime/api/lookup.js").ApiLookup} ApiLookup */

/**
 * @typedef {object} Search A search that is ready to answer.
 * @property {(query: string) => readonly Place[] | Promise<readonly Place[]>} rank
 * @property {(query: string) => string | Promise<string>} answer What a model gets for the query alone.
 * @property {number} operations That the search knows.
 */

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {() => Promise<Search>} start From texts in memory to a search that can answer: what a server does when it starts.
 * @property {() => number | undefined} indexBytes Of the stored index, gzipped; `undefined` where nothing can be stored.
 * @property {boolean} hasSignatures Whether an answer alone is enough to write the calls.
 */

/**
 * @typedef {object} DocumentTexts
 * @property {string} document The OpenAPI document, as JSON.
 * @property {string} api `api.json` of the package compiled from it.
 * @property {string} index `index.json` of the same.
 */

const ANSWERED = 10;
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * Everybody who is measured, ours first.
 *
 * @param {DocumentTexts} texts
 * @returns {Promise<readonly Contender[]>}
 */
export async function contenders(texts) {
  const lookup = createLookup(readApi(texts.api));
  return [ours(texts), await miniSearch(texts, lookup), await cloudflare(texts, lookup)];
}

/** @param {DocumentTexts} texts @returns {Contender} */
function ours({ api, index }) {
  return {
    name: "codemode",
    start: async () => {
      const lookup = createLookup(readApi(api));
      const decoded = decodeIndex(index);
      const search = createSearch(lookup, decoded);
      /** @type {((query: string) => readonly Place[]) | undefined} */
      let rank;
      return {
        // A second ranker, for the places alone: no server has one, so it is not in the time of the start.
        rank: (query) => {
          rank ??= createRanking(lookup, decoded);
          return rank(query);
        },
        answer: (query) => search.answer({ query }),
        operations: lookup.api.operations.length,
      };
    },
    indexBytes: () => gzipSync(index).length,
    hasSignatures: true,
  };
}

/** MiniSearch as it comes: its own tokens, its own weights, any word of the query. @param {DocumentTexts} texts @param {ApiLookup} lookup @returns {Promise<Contender>} */
async function miniSearch({ document }, lookup) {
  const { default: MiniSearch } = await importPeer("minisearch/dist/es/index.js");
  let stored = "";
  return {
    name: "minisearch",
    start: async () => {
      const operations = operationsOf(JSON.parse(document));
      const byRoute = new Map(operations.map((operation) => [operation.id, operation]));
      const index = new MiniSearch({
        fields: ["operationId", "summary", "description", "path", "tags"],
      });
      index.addAll(operations);
      stored = JSON.stringify(index);
      /** @param {string} query @returns {string[]} */
      const search = (query) =>
        index.search(query).map((/** @type {{ id: string }} */ { id }) => id);
      return {
        rank: (query) => search(query).map((route) => placeOf(lookup, route)),
        answer: (query) =>
          search(query)
            .slice(0, ANSWERED)
            .flatMap((route) => byRoute.get(route) ?? [])
            .map(({ method, path, summary }) => JSON.stringify({ method, path, summary }))
            .join("\n"),
        operations: operations.length,
      };
    },
    indexBytes: () => gzipSync(stored).length,
    hasSignatures: false,
  };
}

/**
 * `search` of the runtime that `createCodemodeRuntime` gives, over an `OpenApiConnector`: what `codemode.search` answers in its sandbox.
 * The storage of snippets that a Durable Object would hold is an empty list here, so no request to it is in the times.
 *
 * @param {DocumentTexts} texts @param {ApiLookup} lookup @returns {Promise<Contender>}
 */
async function cloudflare({ document }, lookup) {
  const { OpenApiConnector, createCodemodeRuntime } = await importPeer(
    "@cloudflare/codemode/dist/index.js",
  );
  const name = lookup.api.name.replaceAll("-", "_");
  const ctx = {
    exports: { CodemodeRuntime: class {} },
    facets: { get: () => ({ listSnippets: async () => [] }) },
  };
  return {
    name: "@cloudflare/codemode",
    start: async () => {
      const spec = JSON.parse(document);
      class Connector extends OpenApiConnector {
        name() {
          return name;
        }
        async spec() {
          return spec;
        }
        /** Called without arguments, an operation's tool asks for its own path. @param {{ method: string, path: string }} request */
        async request({ method, path }) {
          return `${method} ${path}`;
        }
      }
      const connector = new Connector();
      const runtime = createCodemodeRuntime({ ctx, executor: undefined, connectors: [connector] });
      await withoutWarnings(() => runtime.search("nothing"));
      const { descriptors } = await connector.describe();
      const tools = Object.keys(descriptors).filter((tool) => tool !== "request");
      /** @type {Map<string, Promise<string>>} */
      const routes = new Map();
      /** @param {string} tool */
      const routeOf = (tool) => {
        const known = routes.get(tool) ?? connector.executeTool(tool, {}, { executionId: "" });
        routes.set(tool, known);
        return known;
      };
      return {
        rank: async (query) => {
          const { results } = await runtime.search(query);
          return Promise.all(
            results.map(async (/** @type {{ method: string }} */ { method }) =>
              method === "request" ? [] : placeOf(lookup, await routeOf(method)),
            ),
          );
        },
        answer: async (query) => JSON.stringify(await runtime.search(query)),
        operations: tools.length,
      };
    },
    indexBytes: () => undefined,
    hasSignatures: false,
  };
}

/** The connector warns of every operation that it drops; how many it has left is in the report. @param {() => Promise<unknown>} work */
async function withoutWarnings(work) {
  const { warn } = console;
  console.warn = () => {};
  try {
    await work();
  } finally {
    console.warn = warn;
  }
}

/** @param {ApiLookup} lookup @param {string} route @returns {Place} */
function placeOf(lookup, route) {
  const operation = lookup.route(route);
  return operation === undefined ? [] : [operation];
}

/**
 * The operations of a document as they are written.
 *
 * @param {{ paths: Record<string, Record<string, { operationId?: string, summary?: string, description?: string, tags?: string[] }>> }} document
 */
function operationsOf({ paths }) {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((key) => {
      const operation = item[key];
      if (operation === undefined) return [];
      const { operationId = "", summary = "", description = "", tags = [] } = operation;
      const method = key.toUpperCase();
      const text = { operationId, summary, description, tags: tags.join(" ") };
      return [{ id: `${method} ${path}`, method, path, ...text }];
    }),
  );
}
