import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const text = { type: "string" };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const listOf = (items: object) => ({ type: "array", items });
const query = (name: string, schema: object) => ({ name, in: "query", schema });
const answer = (schema: object) => ({
  "200": { description: "OK", content: { "application/json": { schema } } },
});
const paged = (schema: object) => ({
  "200": { ...answer(schema)["200"], headers: { Link: { schema: text } } },
});
const number = { name: "number", in: "path", required: true, schema: { type: "integer" } };

/** Issues of a project: a list with pages, one that is filtered by an enum, results that are one of several types, and one of which nothing is known. */
export const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Desk", version: "1.0.0" },
  servers: [{ url: "https://desk.example" }],
  paths: {
    "/issues": {
      get: {
        operationId: "issues/list",
        tags: ["issues"],
        parameters: [
          query("state", { type: "string", enum: ["open", "closed", "all"] }),
          query("since", { type: "string", format: "date-time" }),
          query("page", { type: "integer" }),
          query("per_page", { type: "integer" }),
        ],
        responses: paged(listOf(ref("Issue"))),
      },
      post: {
        operationId: "issues/create",
        tags: ["issues"],
        requestBody: {
          required: true,
          content: { "application/json": { schema: ref("NewIssue") } },
        },
        responses: answer(ref("Issue")),
      },
    },
    "/issues/{number}": {
      parameters: [number],
      get: {
        operationId: "issues/get",
        tags: ["issues"],
        responses: answer(ref("Issue")),
      },
    },
    "/issues/{number}/draft": {
      parameters: [number],
      get: { operationId: "issues/draft", tags: ["issues"], responses: answer(ref("Draft")) },
    },
    "/search": {
      get: {
        operationId: "search/issues",
        tags: ["search"],
        parameters: [query("q", text), query("page", { type: "integer" })],
        responses: answer(ref("SearchResult")),
      },
    },
    "/contents": {
      get: {
        operationId: "files/get",
        tags: ["files"],
        parameters: [{ ...query("path", text), required: true }],
        responses: answer({ oneOf: [ref("File"), listOf(ref("Entry"))] }),
      },
    },
    "/anything": {
      get: { operationId: "files/anything", tags: ["files"], responses: answer({}) },
    },
  },
  components: {
    schemas: {
      Issue: {
        type: "object",
        required: ["number", "title", "user"],
        properties: {
          number: { type: "integer" },
          title: text,
          state: { type: "string", enum: ["open", "closed"] },
          created_at: { type: "string", format: "date-time" },
          comments: { type: "integer" },
          user: ref("User"),
          labels: listOf({ oneOf: [text, ref("Label")] }),
          pull_request: { type: "object", properties: { url: text } },
        },
      },
      Draft: { type: "object", properties: { title: text, words: { type: "integer" } } },
      NewIssue: {
        type: "object",
        required: ["title"],
        properties: { title: text, labels: listOf(text) },
      },
      User: { type: "object", properties: { login: text, id: { type: "integer" } } },
      Label: { type: "object", properties: { name: text, color: text } },
      SearchResult: {
        type: "object",
        required: ["total_count", "items"],
        properties: { total_count: { type: "integer" }, items: listOf(ref("Issue")) },
      },
      File: {
        type: "object",
        required: ["content"],
        properties: { content: text, size: { type: "integer" } },
      },
      Entry: { type: "object", required: ["name"], properties: { name: text, type: text } },
    },
  },
};

const ISSUES = [1, 2].map((at) => ({
  number: at,
  title: `Issue ${at}`,
  state: at === 1 ? "open" : "closed",
  created_at: `2026-01-0${at}T00:00:00Z`,
  comments: at * 3,
  user: { login: `user-${at}`, id: at },
  labels: ["bug", { name: "help", color: "red" }],
  titel: "undocumented",
}));

/** The API on loopback, which counts what it is asked. */
export interface DeskApi {
  readonly url: string;
  requests: number;
  close(): void;
}

export async function startDeskApi(): Promise<DeskApi> {
  const server = createServer((request, response) => {
    desk.requests += 1;
    const { pathname } = new URL(request.url ?? "/", "http://desk");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(bodyOf(pathname)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // An address is a text for pipes alone.
  const address = server.address() as AddressInfo;
  const desk: DeskApi = {
    url: `http://127.0.0.1:${address.port}`,
    requests: 0,
    close: () => server.close(),
  };
  return desk;
}

function bodyOf(path: string): unknown {
  if (path === "/issues") return ISSUES;
  if (path === "/search") return { total_count: 2, items: ISSUES };
  if (path === "/contents") return { content: "aGk=", size: 2 };
  if (path.endsWith("/draft")) return { title: "Draft", words: 3 };
  return ISSUES[0];
}
