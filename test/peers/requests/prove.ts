import { isDeepStrictEqual } from "node:util";
import type { Operation } from "../../../src/runtime/api/api.js";
import { argumentsOf } from "./arguments.js";
import { type CompiledClient, type CreateClient, compiledClient } from "./compiled-client.js";
import { declaredOperation } from "./decode/declared.js";
import { type DecodedRequest, type Decoder, decoderOf } from "./decode/request.js";
import { propertyNames, schemaReader } from "./decode/schema.js";
import { type Members, type Route, readDocument, routesOf } from "./document.js";
import { type Sample, samplesOf } from "./sample.js";
import { startUpstream, type Upstream } from "./upstream.js";

/** A call whose request does not say what was sampled. */
export interface Failure {
  readonly route: Route;
  readonly sample: Sample;
  /** What is wrong, in one line each. */
  readonly problems: readonly string[];
  /** The request line, headers and the beginning of the body; empty when nothing was sent. */
  readonly request: string;
}

/** What came of all calls to an API. */
export interface Proof {
  readonly operations: number;
  readonly samples: number;
  /** Operations whose requests are another operation's of the document as well, so that a path alone does not tell them apart. */
  readonly twins: number;
  /** Operations whose body `fetch` cannot send, GET and HEAD, and of which the document says something. */
  readonly unsendable: number;
  readonly failures: readonly Failure[];
  /** Every sample with its route, for those who have more to say of them. */
  readonly called: readonly { readonly route: Route; readonly sample: Sample }[];
}

/** Where the operator has the API: a path of its own, which every request must stand under. */
const BASE_PATH = "/base/v0";

interface Course {
  readonly document: Members;
  readonly client: CompiledClient;
  readonly decoder: Decoder;
  readonly upstream: Upstream;
}

/**
 * Calls every operation of a document with every sample through its generated client, and reads each request back with the document alone.
 * @param folder where the client is written to.
 * @param create instead of the runtime that the client comes with.
 */
export async function proveRequests(
  file: string,
  folder: string,
  create?: CreateClient,
): Promise<Proof> {
  const document = readDocument(file);
  const upstream = await startUpstream();
  try {
    const client = await compiledClient(file, folder, `${upstream.origin}${BASE_PATH}`, create);
    const course = { document, client, upstream, decoder: decoderOf(document, BASE_PATH) };
    return await proved(course);
  } finally {
    await upstream.close();
  }
}

async function proved({ document, ...course }: Course): Promise<Proof> {
  const operations = new Map(
    course.client.operations.map((one) => [`${one.httpMethod} ${one.path}`, one]),
  );
  const routes = routesOf(document);
  const failures: Failure[] = [];
  const called: { route: Route; sample: Sample }[] = [];
  const twins = new Set<Route>();
  for (const route of routes) {
    const operation = operations.get(`${route.method} ${route.path}`);
    const { parameters } = declaredOperation(document, route.path, route.method);
    const inContent = new Set(parameters.filter((one) => one.mediaType !== undefined).map(keyOf));
    for (const sample of samplesOf(document, route.path, route.method)) {
      called.push({ route, sample });
      const outcome = await outcomeOf(course, { route, operation, sample, inContent });
      if (outcome.isTwin) twins.add(route);
      if (outcome.problems.length > 0) failures.push({ route, sample, ...outcome });
    }
  }
  return {
    operations: routes.length,
    samples: called.length,
    twins: twins.size,
    unsendable: routes.filter((route) => hasUnsendableBody(document, route)).length,
    failures,
    called,
  };
}

/** An object whose list of properties is empty says nothing: some documents give one to every GET. */
function hasUnsendableBody(document: Members, { method, path }: Route): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  const { views } = schemaReader(document);
  return declaredOperation(document, path, method).contents.some(({ schema }) => {
    const isVoid = views(schema).some((view) => Object.hasOwn(view, "properties"));
    return !isVoid || propertyNames(views(schema)).length > 0;
  });
}

interface Call {
  readonly route: Route;
  readonly operation: Operation | undefined;
  readonly sample: Sample;
  /** The parameters that the document describes by `content`. */
  readonly inContent: ReadonlySet<string>;
}

interface Outcome {
  readonly problems: readonly string[];
  readonly request: string;
  readonly isTwin: boolean;
}

async function outcomeOf(
  { client, decoder, upstream }: Omit<Course, "document">,
  { route, operation, sample, inContent }: Call,
): Promise<Outcome> {
  if (operation === undefined) return failed("", "the client has no such operation");
  let refused = "the client sent nothing";
  try {
    await client.call(operation, argumentsOf(operation, sample));
  } catch (error) {
    refused = String(error);
  }
  const [request, ...others] = upstream.take();
  if (request === undefined) return failed("", refused);
  const shown = shownRequest(request.method, request.target, request.headers, request.body);
  if (others.length > 0) return failed(shown, `the client sent ${others.length + 1} requests`);
  try {
    const decoded = await decoder.decode(route, request);
    const problems = differences(sample, decoded, inContent);
    return { problems, request: shown, isTwin: decoded.routes.length > 1 };
  } catch (error) {
    return failed(shown, String(error));
  }
}

function failed(request: string, problem: string): Outcome {
  return { problems: [problem], request, isTwin: false };
}

/** What the request says differently from the sample: missing, extra, changed. */
function differences(
  sample: Sample,
  decoded: DecodedRequest,
  inContent: ReadonlySet<string>,
): string[] {
  const sent = new Map(sample.parameters.map((one) => [keyOf(one), one.value]));
  const got = new Map(decoded.parameters.map((one) => [keyOf(one), one.value]));
  const problems: string[] = [];
  for (const name of new Set([...sent.keys(), ...got.keys()])) {
    const [wanted, given] = [sent.get(name), got.get(name)];
    const isSame = inContent.has(name) ? isDeepStrictEqual(wanted, given) : isSent(wanted, given);
    if (!isSame) problems.push(difference(name, wanted, given));
  }
  if (sample.body?.mediaType !== decoded.body?.mediaType) {
    problems.push(difference("media type", sample.body?.mediaType, decoded.body?.mediaType));
  }
  const { body } = sample;
  const isForm = body?.mediaType.startsWith("application/x-www-form-urlencoded");
  const isSameBody = isForm
    ? isSent(body?.value, decoded.body?.value) || isEmptyForm(body?.value, decoded.body?.value)
    : isDeepStrictEqual(body?.value, decoded.body?.value);
  if (!isSameBody) problems.push(difference("body", body?.value, decoded.body?.value));
  return problems;
}

function keyOf(parameter: { readonly in: string; readonly name: string }): string {
  return `${parameter.in} ${parameter.name}`;
}

function isEmptyForm(wanted: unknown, given: unknown): boolean {
  return defined(wanted) === undefined && isDeepStrictEqual(given, {});
}

/** The very value, or all of it that a style or a form can say. */
function isSent(wanted: unknown, given: unknown): boolean {
  return isDeepStrictEqual(wanted, given) || isDeepStrictEqual(defined(wanted), given);
}

/**
 * RFC 6570 §2.3: a list or an object without members is "undefined", like one whose members all are: it has no expansion.
 * JSON can say it, so this is for parameters and forms alone.
 */
function defined(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) {
    const items = value.map(defined);
    return items.every((item) => item === undefined) ? undefined : items;
  }
  const members = Object.entries(value)
    .map(([name, member]) => [name, defined(member)] as const)
    .filter(([, member]) => member !== undefined);
  return members.length === 0 ? undefined : Object.fromEntries(members);
}

function difference(what: string, wanted: unknown, given: unknown): string {
  const [at, left, right] = deepest("", wanted, given);
  return `${what}${at}: sampled ${shown(left)}, sent ${shown(right)}`;
}

/** The innermost place where two values differ. */
function deepest(at: string, wanted: unknown, given: unknown): [string, unknown, unknown] {
  const both = [wanted, given].every(
    (one) => typeof one === "object" && one !== null && !(one instanceof Uint8Array),
  );
  if (!both || Array.isArray(wanted) !== Array.isArray(given)) return [at, wanted, given];
  const [left, right]: [object, object] = [Object(wanted), Object(given)];
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const [a, b]: [unknown, unknown] = [Reflect.get(left, key), Reflect.get(right, key)];
    if (!isDeepStrictEqual(a, b)) return deepest(`${at}/${key}`, a, b);
  }
  return [at, wanted, given];
}

function shown(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString("hex")}`;
  return (JSON.stringify(value) ?? "nothing").slice(0, 200);
}

function shownRequest(
  method: string,
  target: string,
  headers: readonly (readonly [string, string])[],
  body: Uint8Array,
): string {
  const fields = headers.map(([name, value]) => `${name}: ${value}`).join("\n");
  return `${method} ${target}\n${fields}\n\n${Buffer.from(body).toString("latin1").slice(0, 400)}`;
}
