import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compileInput, readInput } from "../../../src/cli/input.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { readAssets } from "../../../src/output/assets.js";
import type { Api, Operation } from "../../../src/runtime/api/api.js";
import type { ApiRow } from "../../../src/runtime/api/row.js";
import type { createClient, Operations } from "../../../src/runtime/client/client.js";
import type { ClientOptions } from "../../../src/runtime/client/options.js";
import type { MethodArguments } from "./arguments.js";

/** The generated client of one document. */
export interface CompiledClient {
  readonly api: Api;
  readonly operations: readonly Operation[];
  /** Calls the operation's method, or the same through `raw` where the media type has to be said. */
  call(operation: Operation, given: MethodArguments): Promise<void>;
}

/** The function that a generated client calls with its tables. */
export type CreateClient = typeof createClient;

type Method = (args: MethodArguments["args"]) => Promise<unknown>;

interface GeneratedNamespaces {
  readonly [namespace: string]: { readonly [name: string]: Method };
}

type GeneratedClient = GeneratedNamespaces & {
  readonly raw: (
    method: Method,
    args: MethodArguments["args"],
    options: { readonly contentType: string },
  ) => Promise<unknown>;
};

/** What is used of a generated `dist/client.js`. */
interface GeneratedModule {
  readonly api: ApiRow;
  readonly operations: Operations;
  createClient(options: ClientOptions): GeneratedClient;
}

const MANIFEST = { path: "package.json", content: '{ "type": "module" }\n' };

/**
 * Compiles `document` in this process, writes what its client is made of to `folder`, and imports that.
 * The client sends to `baseUrl`, without credentials and without retries.
 * @param create instead of the runtime that the package ships.
 */
export async function compiledClient(
  document: string,
  folder: string,
  baseUrl: string,
  create?: CreateClient,
): Promise<CompiledClient> {
  const diagnostics = new Diagnostics(document);
  const input = await readInput(document, {}, diagnostics);
  const { api, files } = await compileInput(input, readAssets(), diagnostics);
  rmSync(folder, { recursive: true, force: true });
  const own = files.filter(({ path }) => path.startsWith("dist/") && path.endsWith(".js"));
  for (const { path, content } of [...own, MANIFEST]) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const address = pathToFileURL(join(folder, "dist/client.js")).href;
  const module: GeneratedModule = await import(/* @vite-ignore */ address);
  const options: ClientOptions = { baseUrl, retry: { retries: 0 } };
  const client: GeneratedClient =
    create === undefined
      ? module.createClient(options)
      : Object(create(module.api, module.operations, options));
  return {
    api,
    operations: api.operations,
    async call({ namespace, name }, { args, contentType }) {
      const method = client[namespace]?.[name];
      if (method === undefined) throw new Error(`the client has no ${namespace}.${name}`);
      await (contentType === undefined ? method(args) : client.raw(method, args, { contentType }));
    },
  };
}
