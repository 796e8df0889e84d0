import { random } from "./random.mjs";
import { withArticle } from "./resource.mjs";
import { properties } from "./vocabulary.mjs";

/** @typedef {import("./resource.mjs").Resource} Resource */
/** @typedef {import("./dialect.mjs").Dialect} Dialect */
/** @typedef {Record<string, unknown>} Schema */

/** @param {string} name @returns {Schema} */
export function ref(name) {
  return { $ref: `#/components/schemas/${name}` };
}

/**
 * The schemas of a resource: the model, what creates it, what changes it, and for every fourth its settings.
 *
 * @param {Resource} resource
 * @param {Resource | undefined} child A resource below it: makes a cycle between the two models.
 * @param {Dialect} dialect
 * @returns {[string, Schema][]}
 */
export function resourceSchemas(resource, child, dialect) {
  const noun = resource.words.join(" ");
  const chosen = propertiesOf(resource);
  const writable = Object.fromEntries(
    chosen.map(([name = "", text = "", type = ""]) => [name, property(text, type, noun, dialect)]),
  );
  const own = {
    id: { type: "string", description: `Unique identifier of the ${noun}.`, readOnly: true },
    object: {
      ...dialect.constant(resource.words.join("_")),
      description: "Always the same; tells kinds apart.",
    },
    status: { ...enumeration(resource.statuses), description: `Where the ${noun} is in its life.` },
    created_at: instant(`When the ${noun} was created.`),
    updated_at: instant(`When the ${noun} was last changed.`),
    ...(resource.parent && { parent: ref(resource.parent.model) }),
    ...(child && { [`latest_${child.words.at(-1)}`]: dialect.nullable(ref(child.model)) }),
  };
  const first = chosen[0]?.[0] ?? "name";
  const { model } = resource;
  const create = {
    type: "object",
    description: `What a new ${noun} is made of.`,
    properties: writable,
    required: [first],
  };
  const composed = resource.index % 3 === 0;
  const description = `One ${noun}${resource.parent ? ` of ${withArticle(resource.parent.words)}` : ""}.`;
  const required = ["id", "object", "status", "created_at"];
  return [
    [
      model,
      composed
        ? {
            description,
            allOf: [ref(`${model}Create`), { type: "object", properties: own, required }],
          }
        : {
            description,
            type: "object",
            properties: { ...own, ...writable },
            required: [...required, first],
          },
    ],
    [`${model}Create`, create],
    [
      `${model}Update`,
      {
        type: "object",
        description: `Changes to ${withArticle(resource.words)}; what is absent stays.`,
        properties: writable,
        minProperties: 1,
      },
    ],
    ...(resource.index % 4 === 0 ? [settings(resource, dialect)] : []),
  ];
}

/** Name, text and type of what callers may set on a resource. @param {Resource} resource */
export function propertiesOf(resource) {
  const choose = random(resource.index + 1_000_000);
  return choose.sample(properties, 10 + choose.integer(12));
}

/** @param {Resource} resource @param {Dialect} dialect @returns {[string, Schema]} */
function settings(resource, dialect) {
  return [
    `${resource.model}Settings`,
    {
      type: "object",
      additionalProperties: false,
      description: `Settings that apply to every ${resource.words.join(" ")}.`,
      properties: {
        retention_days: {
          type: "integer",
          minimum: 1,
          maximum: 3650,
          default: 30,
          description: "How long history is kept.",
        },
        notify: {
          type: "array",
          items: ref("Target"),
          maxItems: 20,
          description: "Who is told of changes.",
        },
        naming_pattern: dialect.nullable({
          type: "string",
          pattern: "^[a-z][a-z0-9-]*$",
          description: "What names have to look like.",
        }),
        allowed_statuses: {
          type: "array",
          uniqueItems: true,
          items: enumeration(resource.statuses),
        },
      },
    },
  ];
}

/** @param {string} text @param {string} type @param {string} noun @param {Dialect} dialect @returns {Schema} */
function property(text, type, noun, dialect) {
  const description = text.replace("it ", `the ${noun} `);
  const [kind, argument = ""] = type.split(":");
  switch (kind) {
    case "enum":
      return { ...enumeration(argument.split("|")), description };
    case "ref":
      return dialect.describedRef(ref(argument), description);
    case "list":
      return { type: "array", items: ref(argument), description };
    case "strings":
      return {
        type: "array",
        items: { type: "string", maxLength: 200 },
        maxItems: 100,
        description,
      };
    case "slug":
      return {
        type: "string",
        pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$",
        minLength: 1,
        maxLength: 64,
        description,
      };
    case "text":
      return dialect.nullable({ type: "string", maxLength: 4000, description });
    case "count":
      return { type: "integer", format: "int32", minimum: 0, description };
    case "long":
      return { type: "integer", format: "int64", minimum: 0, description };
    case "percent":
      return { type: "number", minimum: 0, maximum: 100, default: 100, description };
    case "nullable-date-time":
      return dialect.nullable(instant(description));
    case "map":
      return {
        type: "object",
        additionalProperties: { type: "string" },
        maxProperties: 50,
        description,
      };
    case "object":
      return {
        type: "object",
        description,
        properties: {
          mode: enumeration(["automatic", "manual"]),
          threshold: {
            type: "number",
            exclusiveMinimum: dialect.exclusiveMinimum,
            ...dialect.minimum,
          },
          windows: {
            type: "array",
            items: {
              type: "object",
              properties: { from: { type: "string" }, to: { type: "string" } },
              required: ["from", "to"],
            },
          },
        },
      };
    case "any":
      return { description };
    case "uri":
    case "email":
    case "date":
    case "date-time":
      return { type: "string", format: kind, description };
    default:
      return { type: kind, description };
  }
}

/** @param {readonly string[]} values @returns {Schema} */
export function enumeration(values) {
  return { type: "string", enum: values };
}

/** @param {string} description @returns {Schema} */
function instant(description) {
  return { type: "string", format: "date-time", description };
}

/**
 * What every resource may use: names of globals, a tree, two types that contain each other, a discriminated union.
 *
 * @param {Dialect} dialect
 * @returns {Record<string, Schema>}
 */
export function sharedSchemas(dialect) {
  const text = { type: "string" };
  return {
    Error: {
      type: "object",
      description: "What went wrong.",
      properties: {
        code: text,
        message: text,
        details: { type: "array", items: ref("FieldError") },
        request_id: text,
      },
      required: ["code", "message"],
    },
    FieldError: {
      type: "object",
      properties: { field: text, problem: text, value: {} },
      required: ["field", "problem"],
    },
    Page: {
      type: "object",
      description: "Where a page of a list stands.",
      properties: {
        next_cursor: dialect.nullable({ type: "string" }),
        has_more: { type: "boolean" },
        total: { type: "integer" },
      },
      required: ["has_more"],
    },
    Event: {
      type: "object",
      description: "Something that happened to a resource.",
      properties: {
        id: text,
        type: text,
        at: instant("When it happened."),
        actor: ref("User"),
        changes: { type: "object", additionalProperties: ref("Change") },
      },
      required: ["id", "type", "at"],
    },
    Change: { type: "object", properties: { before: {}, after: {} } },
    User: {
      type: "object",
      properties: {
        id: text,
        login: text,
        email: { type: "string", format: "email" },
        manager: dialect.nullable(ref("User")),
        teams: { type: "array", items: ref("Team") },
      },
      required: ["id", "login"],
    },
    Team: {
      type: "object",
      properties: {
        id: text,
        name: text,
        members: { type: "array", items: ref("User") },
        parent: ref("Team"),
      },
      required: ["id", "name"],
    },
    Label: {
      type: "object",
      properties: { name: text, color: { type: "string", pattern: "^[0-9a-f]{6}$" } },
      required: ["name"],
    },
    Money: {
      type: "object",
      properties: { value: { type: "string", description: "A decimal." }, currency: text },
      required: ["value", "currency"],
    },
    Address: {
      type: "object",
      properties: {
        lines: { type: "array", items: text },
        city: text,
        "postal-code": text,
        country: { type: "string", minLength: 2, maxLength: 2 },
      },
    },
    Filter: {
      description: "A condition, or conditions joined.",
      oneOf: [ref("Condition"), ref("Filters")],
    },
    Filters: {
      type: "object",
      properties: {
        operator: enumeration(["and", "or"]),
        of: { type: "array", items: ref("Filter") },
      },
      required: ["operator", "of"],
    },
    Condition: {
      type: "object",
      properties: {
        field: text,
        comparison: enumeration(["=", "!=", "<", ">", "contains"]),
        value: { oneOf: [text, { type: "number" }, { type: "boolean" }] },
      },
      required: ["field", "comparison"],
    },
    Target: {
      oneOf: [ref("EmailTarget"), ref("HookTarget")],
      discriminator: {
        propertyName: "kind",
        mapping: {
          email: "#/components/schemas/EmailTarget",
          hook: "#/components/schemas/HookTarget",
        },
      },
    },
    EmailTarget: {
      type: "object",
      properties: { kind: dialect.constant("email"), to: { type: "string", format: "email" } },
      required: ["kind", "to"],
    },
    HookTarget: {
      type: "object",
      properties: {
        kind: dialect.constant("hook"),
        url: { type: "string", format: "uri" },
        secret: { type: "string", writeOnly: true },
      },
      required: ["kind", "url"],
    },
  };
}
