import { example, writableExample } from "./examples.mjs";
import { random } from "./random.mjs";
import { camel, itemPath, kebab, pascal, pathIds, plural, withArticle } from "./resource.mjs";
import { enumeration, ref } from "./schemas.mjs";
import { actions } from "./vocabulary.mjs";

/** @typedef {import("./resource.mjs").Resource} Resource */

/**
 * @typedef {object} Entry
 * @property {string} path
 * @property {string} method
 * @property {Record<string, unknown>} operation
 */

/**
 * What one can do with a resource: five basic operations, its history, one or two actions, and settings where it has them.
 *
 * @param {Resource} resource
 * @returns {Entry[]}
 */
export function operationsOf(resource) {
  const choose = random(resource.index + 2_000_000);
  const noun = resource.words.join(" ");
  const one = withArticle(resource.words);
  const nouns = plural(resource.words).join(" ");
  const item = itemPath(resource);
  const outer = pathIds(resource).slice(0, -1);
  const ids = pathIds(resource);
  const under = resource.parent ? ` of ${withArticle(resource.parent.words)}` : "";
  const { model } = resource;
  const entries = [
    entry(resource, "get", resource.path, "list", plural(resource.words), {
      summary: `List ${nouns}${under}`,
      description: `Returns the ${nouns}${under}, newest first unless \`sort\` says otherwise. The answer is one page; pass \`next_cursor\` as \`cursor\` for the next.`,
      parameters: [...pathParameters(outer), ...listParameters(resource)],
      responses: answers("200", `A page of ${nouns}.`, listOf(model), {
        data: [example(resource)],
        page: { has_more: false },
      }),
    }),
    entry(resource, "post", resource.path, "create", resource.words, {
      summary: `Create ${one}${under}`,
      description: `Creates ${one}. The caller needs write access. A repeated call with the same \`Idempotency-Key\` creates only one.`,
      parameters: [...pathParameters(outer), { $ref: "#/components/parameters/IdempotencyKey" }],
      requestBody: json(ref(`${model}Create`), writableExample(resource)),
      responses: answers("201", `The ${noun} that was created.`, ref(model), example(resource)),
    }),
    entry(resource, "get", item, "get", resource.words, {
      summary: `Get ${one}`,
      description: `Returns one ${noun} by its id.`,
      parameters: [...pathParameters(ids), { $ref: "#/components/parameters/Expand" }],
      responses: answers("200", `The ${noun}.`, ref(model), example(resource)),
    }),
    entry(resource, choose.chance(0.7) ? "patch" : "put", item, "update", resource.words, {
      summary: `Update ${one}`,
      description: `Changes the given properties of ${one} and leaves the others as they are.`,
      parameters: pathParameters(ids),
      requestBody: json(ref(`${model}Update`), writableExample(resource)),
      responses: answers("200", `The ${noun} after the change.`, ref(model), example(resource)),
    }),
    entry(resource, "delete", item, "delete", resource.words, {
      summary: `Delete ${one}`,
      description: `Deletes ${one} for good. What refers to it keeps its id.`,
      parameters: pathParameters(ids),
      responses: {
        204: { description: "Deleted." },
        default: { $ref: "#/components/responses/Failure" },
      },
    }),
  ];
  if (resource.index % 2 === 0) {
    entries.push(
      entry(resource, "get", `${item}/events`, "list", [...resource.words, "events"], {
        summary: `List events of ${one}`,
        description: `What happened to ${one}, newest first.`,
        parameters: [
          ...pathParameters(ids),
          { $ref: "#/components/parameters/Cursor" },
          { $ref: "#/components/parameters/Limit" },
        ],
        responses: answers("200", "A page of events.", listOf("Event"), {
          data: [],
          page: { has_more: false },
        }),
      }),
    );
  }
  for (const action of choose.sample(actions, choose.integer(2))) {
    entries.push(
      entry(resource, "post", `${item}/${action}`, action, resource.words, {
        summary: `${pascal([action])} ${one}`,
        ...(choose.chance(0.8) && {
          description: `Asks the service to ${action} the ${noun}. It may take a while; follow \`status\`.`,
        }),
        parameters: pathParameters(ids),
        requestBody: {
          ...json({
            type: "object",
            properties: {
              reason: { type: "string", maxLength: 500 },
              notify: { type: "boolean", default: true },
            },
          }),
          required: false,
        },
        responses: answers(
          "202",
          `The ${noun}, before the work is done.`,
          ref(model),
          example(resource),
        ),
      }),
    );
  }
  if (resource.index % 4 === 0) {
    entries.push(
      entry(resource, "get", `${resource.path}/settings`, "get", [...resource.words, "settings"], {
        summary: `Get settings of ${nouns}`,
        parameters: pathParameters(outer),
        responses: answers("200", "The settings.", ref(`${model}Settings`), { retention_days: 30 }),
      }),
      entry(
        resource,
        "put",
        `${resource.path}/settings`,
        "replace",
        [...resource.words, "settings"],
        {
          summary: `Replace settings of ${nouns}`,
          parameters: pathParameters(outer),
          requestBody: json(ref(`${model}Settings`)),
          responses: answers("200", "The settings.", ref(`${model}Settings`), {
            retention_days: 30,
          }),
        },
      ),
    );
  }
  return entries;
}

/**
 * @param {Resource} resource
 * @param {string} method
 * @param {string} path
 * @param {string} verb
 * @param {readonly string[]} object
 * @param {Record<string, unknown>} rest
 * @returns {Entry}
 */
function entry(resource, method, path, verb, object, rest) {
  const operationId = identify(resource, verb, object);
  return {
    path,
    method,
    operation: { ...(operationId !== undefined && { operationId }), tags: [resource.tag], ...rest },
  };
}

/** @param {Resource} resource @param {string} verb @param {readonly string[]} object */
function identify(resource, verb, object) {
  const group = kebab(resource.tag.split(" "));
  switch (resource.idStyle) {
    case "camel":
      return camel([verb, ...object]);
    case "github":
      return `${group}/${kebab([verb, ...object])}`;
    case "snake":
      return [verb, ...object].join("_");
    case "dotted":
      return `${camel(resource.tag.split(" "))}.${camel([verb, ...object])}`;
    case "pascal":
      return `${pascal(resource.tag.split(" "))}_${pascal([verb, ...object])}`;
    case "none":
      return undefined;
  }
}

/** @param {readonly string[]} ids */
function pathParameters(ids) {
  return ids.map((name) => ({
    name,
    in: "path",
    required: true,
    description: `Id of the ${name.replace(/_id$/, "").replaceAll("_", " ")}.`,
    schema: { type: "string" },
  }));
}

/** @param {Resource} resource */
function listParameters(resource) {
  const choose = random(resource.index + 3_000_000);
  const own = [
    {
      name: "status",
      in: "query",
      description: "Only those in this state.",
      schema: enumeration(resource.statuses),
    },
    {
      name: "sort",
      in: "query",
      description: "What to order by; a dash reverses.",
      schema: {
        ...enumeration(["created_at", "-created_at", "updated_at", "-updated_at"]),
        default: "-created_at",
      },
    },
    {
      name: "created_after",
      in: "query",
      description: "Only those created after this moment.",
      schema: { type: "string", format: "date-time" },
    },
    {
      name: "ids",
      in: "query",
      style: "form",
      explode: false,
      description: "Only these, separated by commas.",
      schema: { type: "array", items: { type: "string" }, maxItems: 100 },
    },
    {
      name: "q",
      in: "query",
      description: "Words that the name or the description must contain.",
      schema: { type: "string", minLength: 2 },
    },
    {
      name: "filter",
      in: "query",
      style: "deepObject",
      explode: true,
      description: "Conditions on properties.",
      schema: { type: "object", additionalProperties: { type: "string" } },
    },
    {
      name: "include-deleted",
      in: "query",
      description: "Also those deleted in the last 30 days.",
      schema: { type: "boolean", default: false },
    },
  ];
  return [
    ...choose.sample(own, 2 + choose.integer(4)),
    { $ref: "#/components/parameters/Cursor" },
    { $ref: "#/components/parameters/Limit" },
  ];
}

/** @param {string} model */
function listOf(model) {
  return {
    type: "object",
    properties: { data: { type: "array", items: ref(model) }, page: ref("Page") },
    required: ["data", "page"],
  };
}

/** @param {unknown} schema @param {unknown} [example] */
function json(schema, example) {
  const content = {
    schema,
    ...(example !== undefined && { examples: { default: { value: example } } }),
  };
  return { required: true, content: { "application/json": content } };
}

/** @param {string} status @param {string} description @param {unknown} schema @param {unknown} example */
function answers(status, description, schema, example) {
  return {
    [status]: {
      description,
      headers: { "X-Request-Id": { $ref: "#/components/headers/RequestId" } },
      content: { "application/json": { schema, examples: { default: { value: example } } } },
    },
    404: { $ref: "#/components/responses/NotFound" },
    default: { $ref: "#/components/responses/Failure" },
  };
}
