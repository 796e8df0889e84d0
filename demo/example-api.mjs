import { once } from "node:events";
import { createServer } from "node:http";
import { exampleOf, nodeOf, resolve } from "./example-value.mjs";

/** @typedef {import("./example-value.mjs").Node} Node */

/**
 * One request as it arrived.
 *
 * @typedef {object} Arrival
 * @property {string} method
 * @property {string} url
 * @property {number} status
 * @property {boolean} hasCredential Whether the secret came with it, in a header or the query.
 */

/**
 * @typedef {object} ExampleApi
 * @property {string} baseUrl
 * @property {Arrival[]} arrivals
 * @property {() => Promise<void>} close
 */

/**
 * Plays the API that a document describes, on a free local port: examples where the document has them, values made from
 * the schemas where it has not. It checks nothing and keeps nothing.
 *
 * @param {Node} document An OpenAPI 3 document.
 * @param {string} secret
 * @returns {Promise<ExampleApi>}
 */
export async function startExampleApi(document, secret) {
  const routes = routesOf(document);
  // HTTP Basic sends it as base64 (RFC 7617), with an empty password.
  const forms = [secret, Buffer.from(`${secret}:`).toString("base64")];
  /** @type {Arrival[]} */
  const arrivals = [];
  const server = createServer((request, response) => {
    const method = request.method ?? "GET";
    const url = request.url ?? "/";
    const { pathname } = new URL(url, "http://localhost");
    const answer = answerTo(document, routes, method, pathname);
    const received = `${JSON.stringify(request.headers)}${url}`;
    const hasCredential = forms.some((form) => received.includes(form));
    arrivals.push({ method, url, status: answer.status, hasCredential });
    request.resume();
    response.writeHead(answer.status, { "content-type": answer.contentType }).end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("the example API has no port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    arrivals,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/**
 * @typedef {object} Route
 * @property {string} method
 * @property {readonly string[]} segments
 * @property {Node} operation
 */

/** Routes with the most literal segments first (OAS 3.1 §4.8.8.2: concrete before templated). @param {Node} document */
function routesOf(document) {
  const routes = Object.entries(nodeOf(document["paths"])).flatMap(([path, item]) =>
    Object.entries(resolve(document, item)).map(
      ([method, operation]) =>
        /** @type {Route} */ ({
          method: method.toUpperCase(),
          segments: path.split("/"),
          operation: nodeOf(operation),
        }),
    ),
  );
  /** @param {Route} route */
  const literals = (route) => route.segments.filter((segment) => !segment.includes("{")).length;
  return routes.sort((a, b) => literals(b) - literals(a));
}

/**
 * @param {Node} document
 * @param {readonly Route[]} routes
 * @param {string} method
 * @param {string} pathname
 */
function answerTo(document, routes, method, pathname) {
  const segments = pathname.split("/");
  for (const route of routes) {
    if (route.method !== method) continue;
    const known = matched(route.segments, segments);
    if (known !== undefined) return success(document, route.operation, known);
  }
  return { status: 404, contentType: "application/json", body: '{"message":"no such route"}' };
}

/**
 * The values of a template's parameters, or nothing if the path does not fit.
 *
 * @param {readonly string[]} template
 * @param {readonly string[]} segments
 * @returns {Map<string, string> | undefined}
 */
function matched(template, segments) {
  if (template.length !== segments.length) return undefined;
  const known = new Map();
  for (const [at, part] of template.entries()) {
    const value = segments[at] ?? "";
    if (part.startsWith("{") && value !== "")
      known.set(part.slice(1, -1), decodeURIComponent(value));
    else if (!part.includes("{") && part !== value) return undefined;
  }
  return known;
}

/** @param {Node} document @param {Node} operation @param {ReadonlyMap<string, string>} known */
function success(document, operation, known) {
  const responses = Object.entries(nodeOf(operation["responses"]));
  const [status, reference] = responses.find(([code]) => code.startsWith("2")) ?? ["200", {}];
  const response = resolve(document, reference);
  const contents = Object.entries(nodeOf(response["content"]));
  const [contentType, media] =
    contents.find(([type]) => type.includes("json")) ?? contents[0] ?? [];
  const code = Number(status.replace(/X/gi, "0"));
  if (contentType === undefined)
    return { status: code, contentType: "text/plain", body: undefined };
  const value = exampleOf(document, nodeOf(media), known);
  const body = contentType.includes("json") ? JSON.stringify(value) : String(value);
  return { status: code, contentType, body };
}
