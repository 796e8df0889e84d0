import type { Operation } from "../../../src/runtime/api/api.js";
import type { Executor } from "../../../src/runtime/sandbox/executor.js";
import { argumentsOf } from "./arguments.js";
import { type CompiledClient, compiledClient } from "./compiled-client.js";
import type { WireRequest } from "./decode/request.js";
import { type Members, type Route, readDocument, routesOf } from "./document.js";
import { callThroughExecute, type SnippetCall } from "./prism-execute.js";
import { type Sample, samplesOf } from "./sample.js";
import { startUpstream, type Upstream } from "./upstream.js";

/** One sample, called both ways. */
export interface Called {
  readonly route: Route;
  readonly sample: Sample;
  /** What the client sent; undefined when it refused. */
  readonly request: WireRequest | undefined;
  /** What is wrong before anybody looks at the request: refused by client or broker, or not the same from both. */
  readonly problems: readonly string[];
}

export interface Run {
  readonly document: Members;
  readonly routes: readonly Route[];
  readonly called: readonly Called[];
}

/** Where the operator has the API. */
export const BASE_PATH = "/base";

/**
 * Calls every operation of a document with every sample, through its generated client and through snippets in the sandbox.
 * @param folder where the client is written to.
 */
export async function callBothWays(file: string, folder: string, executor: Executor): Promise<Run> {
  const document = readDocument(file);
  const upstream = await startUpstream();
  try {
    const baseUrl = `${upstream.origin}${BASE_PATH}`;
    const client = await compiledClient(file, folder, baseUrl);
    const routes = routesOf(document);
    const called: Called[] = [];
    const asked: { readonly call: SnippetCall; readonly at: number }[] = [];
    const operations = new Map(client.operations.map((one) => [routeText(one), one]));
    for (const route of routes) {
      const operation = operations.get(`${route.method} ${route.path}`);
      for (const sample of samplesOf(document, route.path, route.method)) {
        const outcome = await callClient(client, upstream, operation, sample);
        if (outcome.call !== undefined) asked.push({ call: outcome.call, at: called.length });
        const { request, problems } = outcome;
        called.push({ route, sample, request, problems });
      }
    }
    const calls = asked.map(({ call }) => call);
    const refused = await callThroughExecute(client.api, baseUrl, executor, calls);
    const requests = upstream.take().values();
    for (const [index, { at }] of asked.entries()) {
      const one = called[at];
      if (one === undefined) continue;
      const refusal = refused[index];
      const second = refusal === undefined ? requests.next().value : undefined;
      const difference =
        refusal === undefined ? requestDifference(one.request, second) : `execute: ${refusal}`;
      if (difference === undefined) continue;
      called[at] = { ...one, problems: [...one.problems, difference] };
    }
    return { document, routes, called };
  } finally {
    await upstream.close();
  }
}

function routeText({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${path}`;
}

interface Outcome {
  readonly call: SnippetCall | undefined;
  readonly request: WireRequest | undefined;
  readonly problems: readonly string[];
}

async function callClient(
  client: CompiledClient,
  upstream: Upstream,
  operation: Operation | undefined,
  sample: Sample,
): Promise<Outcome> {
  if (operation === undefined) {
    return { call: undefined, request: undefined, problems: ["the client has no such operation"] };
  }
  let call: SnippetCall | undefined;
  const problems: string[] = [];
  try {
    const given = argumentsOf(operation, sample);
    call = { namespace: operation.namespace, name: operation.name, ...given };
    await client.call(operation, given);
  } catch (error) {
    problems.push(`client: ${String(error)}`);
  }
  const [request, ...others] = upstream.take();
  if (others.length > 0) problems.push(`the client sent ${others.length + 1} requests`);
  return { call, request, problems };
}

/** What client and broker say differently; undefined if nothing. */
function requestDifference(
  client: WireRequest | undefined,
  broker: WireRequest | undefined,
): string | undefined {
  const [left, right] = [wireText(client), wireText(broker)];
  if (left === right) return undefined;
  const length = Math.min(left.length, right.length);
  let at = 0;
  while (at < length && left[at] === right[at]) at += 1;
  const shown = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 20), at + 100));
  return `the client sends ${shown(left)}, execute ${shown(right)}`;
}

/**
 * A request as it came, but for what is no part of its meaning: the order of its fields and the case of their names (RFC 9110 §5.1, §5.3),
 * the user agent, and the boundary of a multipart body, which is random.
 */
function wireText(request: WireRequest | undefined): string {
  if (request === undefined) return "nothing";
  const { method, target, headers, body } = request;
  const fields = headers
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .filter((field) => !field.startsWith("user-agent:"))
    .sort();
  const content = Buffer.from(body).toString("latin1");
  const whole = [`${method} ${target}`, ...fields, "", content].join("\n");
  const boundary = /^content-type: .*boundary="?([^";\n]+)/m.exec(whole)?.[1];
  return boundary === undefined ? whole : whole.replaceAll(boundary, "boundary");
}
