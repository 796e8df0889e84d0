import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { indexJson } from "../../src/emit/index/index.js";
import type { Api, Operation, Parameter } from "../../src/runtime/api/api.js";
import { DEFAULT_LIMITS, DEFAULT_POLICY } from "../../src/runtime/api/api.js";
import type { Type } from "../../src/runtime/api/types.js";
import { surfaceFacts } from "../../src/runtime/mcp/api-surface.js";
import { writeSurfaceFacts } from "../../src/runtime/mcp/surface-facts.js";

const BUNDLES = fileURLToPath(new URL("../../dist/bundles/", import.meta.url));
const TEXT: Type = { kind: "string" };
const NUMBER: Type = { kind: "integer" };
const ISSUE: Type = { kind: "ref", name: "Issue" };

/** A folder as `codemode compile` writes it, as far as a server needs it. */
export interface ServerPackage {
  readonly folder: string;
  readonly server: string;
  remove(): void;
}

/** A package of a small issue tracker, over the built bundles. */
export function writeTrackerPackage(given: Partial<Api> = {}): ServerPackage {
  if (!existsSync(BUNDLES)) throw new Error("dist/bundles is missing: npm run build makes it");
  const folder = mkdtempSync(join(tmpdir(), "codemode-tracker-"));
  cpSync(BUNDLES, folder, { recursive: true });
  const api = { ...TRACKER, ...given };
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(folder, "api.json"), JSON.stringify(api));
  writeFileSync(join(folder, "index.json"), indexJson(api));
  writeFileSync(join(folder, "surface.json"), writeSurfaceFacts(surfaceFacts(api)));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { folder, server: join(folder, "server.js"), remove };
}

function parameter(name: string, location: "path" | "query", type: Type): Parameter {
  return { name, wireName: name, in: location, required: location === "path", type };
}

function operation(
  name: string,
  route: readonly [Operation["httpMethod"], string],
  given: Pick<Operation, "effect" | "parameters" | "summary"> & Partial<Operation>,
  result: Type,
): Operation {
  const [httpMethod, path] = route;
  return {
    id: `issues.${name}`,
    namespace: "issues",
    name,
    httpMethod,
    path,
    effectReason: { kind: "method" },
    responses: [{ status: "200", contents: [{ mediaType: "application/json", type: result }] }],
    result: { type: result, mayBeEmpty: false },
    security: [[{ scheme: "token", scopes: [] }]],
    source: `/paths/${path}`,
    ...given,
  };
}

const TRACKER: Api = {
  formatVersion: 1,
  name: "tracker",
  typeName: "Tracker",
  title: "Tracker",
  version: "2.1.0",
  servers: [{ url: "https://tracker.example" }],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [[{ scheme: "token", scopes: [] }]],
  namespaces: [{ name: "issues", typeName: "Issues", module: "issues" }],
  operations: [
    operation(
      "list",
      ["GET", "/issues"],
      { effect: "read", summary: "List issues", parameters: [parameter("page", "query", NUMBER)] },
      { kind: "array", items: ISSUE },
    ),
    operation(
      "get",
      ["GET", "/issues/{id}"],
      { effect: "read", summary: "Get an issue", parameters: [parameter("id", "path", NUMBER)] },
      ISSUE,
    ),
    operation(
      "create",
      ["POST", "/issues"],
      {
        effect: "write",
        summary: "Create an issue",
        parameters: [],
        body: {
          name: "body",
          required: true,
          contents: [{ mediaType: "application/json", type: ISSUE }],
        },
      },
      ISSUE,
    ),
    operation(
      "delete",
      ["DELETE", "/issues/{id}"],
      {
        effect: "destructive",
        summary: "Delete an issue",
        parameters: [parameter("id", "path", NUMBER)],
      },
      ISSUE,
    ),
  ],
  types: [
    {
      name: "Issue",
      home: { kind: "models", module: "issue" },
      source: "/components/schemas/Issue",
      type: {
        kind: "object",
        properties: [
          { name: "id", type: NUMBER, required: false },
          { name: "title", type: TEXT, required: true },
          { name: "state", type: { kind: "enum", values: ["open", "closed"] }, required: false },
          { name: "author", type: TEXT, required: false },
          { name: "text", type: TEXT, required: false },
        ],
      },
    },
  ],
  policy: DEFAULT_POLICY,
  limits: DEFAULT_LIMITS,
};

/** A request that the API got: `GET /issues?page=1`, and its credential. */
export interface Seen {
  readonly request: string;
  readonly authorization: string | undefined;
}

export interface TrackerApi {
  readonly url: string;
  readonly seen: Seen[];
  /** Requests that were cut off before they were answered. */
  readonly aborted: () => number;
  close(): Promise<void>;
}

const PAGE = 40;
const ISSUES = Array.from({ length: 100 }, (_, at) => ({
  id: at + 1,
  title: `Issue ${at + 1}`,
  state: at % 4 === 0 ? "closed" : "open",
  author: `user${at % 7}`,
  text: "It does not work. ".repeat(200),
}));

/** The tracker itself: 100 issues in pages of 40; `GET /issues/999` never answers. */
export async function startTrackerApi(): Promise<TrackerApi> {
  const seen: Seen[] = [];
  let aborted = 0;
  const server = createServer((request, response) => {
    seen.push({
      request: `${request.method} ${request.url}`,
      authorization: request.headers.authorization,
    });
    response.on("close", () => {
      if (!response.writableEnded) aborted += 1;
    });
    const answer = answerOf(request);
    if (answer === "never") return;
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    aborted: () => aborted,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function answerOf({
  method,
  url,
}: IncomingMessage): "never" | { readonly status: number; readonly body: unknown } {
  const { pathname, searchParams } = new URL(url ?? "/", "http://localhost");
  const id = Number(/^\/issues\/(\d+)$/.exec(pathname)?.[1]);
  if (id === 999) return "never";
  if (pathname === "/issues" && method === "POST")
    return { status: 201, body: { id: 101, title: "New" } };
  if (pathname === "/issues") {
    const page = Number(searchParams.get("page") ?? "1");
    return { status: 200, body: ISSUES.slice((page - 1) * PAGE, page * PAGE) };
  }
  const issue = ISSUES.find((one) => one.id === id);
  return issue === undefined
    ? { status: 404, body: { message: `There is no issue ${id}` } }
    : { status: 200, body: issue };
}
