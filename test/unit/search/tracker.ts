import { buildIndex } from "../../../src/emit/index/index.js";
import type { Api } from "../../../src/runtime/api/api.js";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { createSearch, type Search } from "../../../src/runtime/search/answer.js";
import { decodeIndex, encodeIndex } from "../../../src/runtime/search/format.js";
import { lowered } from "../ir/lowered.js";

type Json = { readonly [key: string]: JsonValue };

const text: Json = { type: "string" };
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json): Json => ({ content: { "application/json": { schema } } });
const list = (name: string): Json => ({ type: "array", items: ref(name) });
const inPath = (name: string): Json => ({ name, in: "path", required: true, schema: text });
const inQuery = (name: string, description: string): Json => ({
  name,
  in: "query",
  description,
  schema: text,
});

function operation(operationId: string, summary: string, result: Json, more: Json = {}): Json {
  return {
    operationId,
    summary,
    responses: { 200: { description: "OK", ...json(result) } },
    ...more,
  };
}

const repository = [inPath("owner"), inPath("repo")];
const issue = [...repository, inPath("issue_number")];

/** A small issue tracker: repositories, issues with comments and labels, people. */
export const TRACKER: Json = {
  openapi: "3.1.0",
  info: { title: "Tracker API", version: "1.0.0" },
  servers: [{ url: "https://tracker.example" }],
  paths: {
    "/repos/{owner}/{repo}/issues": {
      parameters: repository,
      get: operation("issues/list-for-repo", "List repository issues", list("Issue"), {
        parameters: [inQuery("state", "Which issues to return. Both kinds unless given.")],
      }),
      post: operation("issues/create", "Create an issue", ref("Issue"), {
        requestBody: { required: true, ...json(ref("NewIssue")) },
      }),
    },
    "/repos/{owner}/{repo}/issues/{issue_number}": {
      parameters: issue,
      get: operation("issues/get", "Get an issue", ref("Issue")),
      patch: operation("issues/update", "Update an issue", ref("Issue"), {
        requestBody: json(ref("NewIssue")),
      }),
      delete: operation("issues/delete", "Delete an issue", { type: "null" }),
    },
    "/repos/{owner}/{repo}/issues/{issue_number}/comments": {
      parameters: issue,
      get: operation("issues/list-comments", "List comments of an issue", list("Comment")),
      post: operation("issues/create-comment", "Create an issue comment", ref("Comment"), {
        requestBody: { required: true, ...json({ type: "object", properties: { body: text } }) },
      }),
    },
    "/repos/{owner}/{repo}/issues/{issue_number}/labels": {
      parameters: issue,
      post: operation("issues/add-labels", "Add labels to an issue", {
        type: "array",
        items: text,
      }),
    },
    "/user/repos": {
      get: operation(
        "repos/list-for-authenticated-user",
        "List repositories for the authenticated user",
        list("Repository"),
      ),
    },
    "/users/{username}/repos": {
      get: operation("repos/list-for-user", "List repositories for a user", list("Repository"), {
        parameters: [inPath("username")],
      }),
    },
    "/old/issues": {
      get: operation("issues/search-old", "Search issues", list("Issue"), { deprecated: true }),
    },
    "/search/issues": {
      get: operation("search/issues", "Search issues", list("Issue")),
    },
  },
  components: {
    schemas: {
      NewIssue: {
        type: "object",
        required: ["title"],
        properties: { title: text, body: text, milestone: { type: ["integer", "null"] } },
      },
      Issue: {
        type: "object",
        required: ["id", "title", "user"],
        properties: {
          id: { type: "integer" },
          title: { type: "string", description: "What the issue is called in lists." },
          user: ref("User"),
          state: { enum: ["open", "closed"] },
          duplicates: list("Issue"),
        },
      },
      Comment: {
        type: "object",
        properties: { id: { type: "integer" }, body: text, user: ref("User") },
      },
      User: { type: "object", properties: { login: text, avatarUrl: text } },
      Repository: {
        type: "object",
        properties: {
          id: { type: "integer" },
          full_name: text,
          stargazers_count: { type: "integer" },
        },
      },
    },
  },
};

export function apiOf(root: Json): Api {
  return lowered(root, { name: "tracker" }).api;
}

/** Search over an API, its index read back from the file as a server does. */
export function searchOf(api: Api): Search {
  return createSearch(createLookup(api), decodeIndex(encodeIndex(buildIndex(api))));
}
