import type { Node } from "jsonc-parser";
import {
  DEFAULT_LIMITS,
  DEFAULT_POLICY,
  type Limits,
  type Preset,
  type StandardMethod,
} from "../runtime/api/api.js";
import { budgets } from "./budgets-option.js";
import { decision, effect } from "./decision-option.js";
import {
  choice,
  count,
  flag,
  group,
  jsonOf,
  list,
  notEmptyObject,
  type Option,
  record,
  text,
  type ValueOf,
} from "./option.js";
import { pagination } from "./pagination-option.js";
import { queries } from "./queries-option.js";
import {
  apiName,
  notEmpty,
  operationName,
  packageName,
  registryName,
  repositoryUrl,
  semanticVersion,
  webUrl,
} from "./rules.js";

/** The longest time that a timer takes. */
const MOST_MS = 2 ** 31 - 1;
/** The most memory that WebAssembly can address. */
const MOST_MEMORY = 2 ** 32;
const MOST = Number.MAX_SAFE_INTEGER;

const HTTP_METHODS = [
  "GET",
  "PUT",
  "POST",
  "DELETE",
  "OPTIONS",
  "HEAD",
  "PATCH",
  "TRACE",
  "QUERY",
] as const satisfies readonly StandardMethod[];

const filter = notEmptyObject(
  group("Operations that match every key given here.", {
    tag: text("One of the operation's tags.", notEmpty),
    path: text("Its path. `*` stands for anything within a segment, `**` for anything.", notEmpty),
    method: choice("Its HTTP method.", HTTP_METHODS),
    operationId: text("Its operationId, with `*` and `**` as in `path`.", notEmpty),
    "x-internal": flag("Whether the document marks it `x-internal: true`."),
    deprecated: flag("Whether it is deprecated."),
  }),
);

const limit = (key: keyof Limits, maximum: number, description: string): Option<number> =>
  count(description, DEFAULT_LIMITS[key], maximum);

/** Every key of `codemode.config.json`. The published JSON Schema is made of this. */
export const configFile = group(
  "Configuration of codemode: what is compiled, under which names, and what a server may do with it.",
  {
    $schema: text("The JSON Schema of this file, for editors."),
    name: text(
      "The name of the client in snippets: an identifier such as `github`. Default: the document's title without words such as API.",
      apiName,
    ),
    package: group("The generated npm package.", {
      name: text("Its npm name. Default: `<name>-codemode`.", packageName),
      version: text(
        "Its version. Default: the document's, if that is a semantic version.",
        semanticVersion,
      ),
      license: text("Its SPDX license expression.", notEmpty),
      mcpName: text(
        "The name of its server in the MCP registry. Default: `io.github.<owner>/<name>` of a repository on GitHub, else after the host of the API: `com.github/github`.",
        registryName,
      ),
      repository: text(
        "The URL of the repository that it is published from, which npm compares with where the publishing runs.",
        repositoryUrl,
      ),
      author: text(
        "Who publishes it. Default, where a registry demands one: the owner of the repository.",
        notEmpty,
      ),
      homepage: text("A page about it.", webUrl),
    }),
    overlays: list(
      "OpenAPI Overlays that are applied to the document, in this order: paths relative to this file.",
      text("A path.", notEmpty),
    ),
    include: list("Only operations that match one of these are compiled. Default: all.", filter),
    exclude: list("Operations that match one of these are left out.", filter),
    names: record(
      "Names of operations: `METHOD /path` or operationId → `namespace.method`.",
      text("`namespace.method`", operationName),
    ),
    effects: record(
      "Effects of operations: `METHOD /path`, operationId or `namespace.method` → effect. The only way to lower one.",
      effect("`read` changes nothing, `write` changes something, `destructive` cannot be undone."),
    ),
    policy: group(
      "What a server does with a call. The narrowest entry decides: operation, then namespace, then effect.",
      {
        read: decision("operations that read", DEFAULT_POLICY.effects.read),
        write: decision("operations that write", DEFAULT_POLICY.effects.write),
        destructive: decision("destructive operations", DEFAULT_POLICY.effects.destructive),
        namespaces: record("Namespace → decision.", decision("the namespace's operations")),
        operations: record("`namespace.method` → decision.", decision("the operation")),
      },
    ),
    defaults: record(
      "Values for arguments of every operation that has them: argument → value, or `{ value, locked }`.",
      preset(),
    ),
    pagination: record(
      "Pages of operations: `namespace.method`, `METHOD /path` or operationId → how they follow each other. `namespace.*` and `*` stand for many.",
      pagination(),
    ),
    queries: queries(),
    budgets: budgets(),
    limits: group("What one run of a snippet may use. Times in milliseconds, sizes in bytes.", {
      cpuMs: limit("cpuMs", MOST_MS, "Time that the snippet itself computes."),
      wallMs: limit("wallMs", MOST_MS, "Time from start to end, without waiting for a person."),
      memoryBytes: limit("memoryBytes", MOST_MEMORY, "Memory of the sandbox."),
      codeBytes: limit("codeBytes", MOST, "Size of the snippet."),
      calls: limit("calls", MOST, "API calls."),
      concurrentCalls: limit("concurrentCalls", MOST, "API calls at the same time."),
      requestBytes: limit("requestBytes", MOST, "Size of one request body."),
      responseBytes: limit("responseBytes", MOST, "Size of one response body."),
      runBytes: limit("runBytes", MOST, "Size of all requests and responses together."),
      consoleCharacters: limit("consoleCharacters", MOST, "Characters of console output kept."),
      answerTokens: limit("answerTokens", MOST, "Tokens of an answer."),
    }),
  },
);

export type ConfigFile = ValueOf<typeof configFile>;

/** Any JSON value; an object with `value` or `locked` is never one itself, so that a mistyped key is noticed. */
function preset(): Option<Preset> {
  const wrapped = group("A value, and whether it is fixed.", {
    value: { schema: { description: "The value that is sent." }, read: jsonOf },
    locked: flag(
      "`true`: the argument disappears from the types, and a snippet cannot set it. Default: false.",
    ),
  });
  return {
    schema: {
      description: "The value that is sent when a call gives none, or `{ value, locked }`.",
      if: { type: "object", anyOf: [{ required: ["value"] }, { required: ["locked"] }] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { ...wrapped.schema, required: ["value"] },
    },
    read(node, report) {
      if (!isWrapped(node)) return { kind: "default", value: jsonOf(node) };
      const found = wrapped.read(node, report);
      if (found === undefined) return undefined;
      if (found.value !== undefined) {
        return { kind: found.locked === true ? "locked" : "default", value: found.value };
      }
      report("config-value", node, { value: "locked", reason: "needs a `value` beside it" });
      return undefined;
    },
  };
}

function isWrapped(node: Node): boolean {
  const keys = (node.children ?? []).map((member) => member.children?.[0]?.value);
  return node.type === "object" && keys.some((key) => key === "value" || key === "locked");
}
