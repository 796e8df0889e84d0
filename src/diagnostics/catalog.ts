import { configCatalog } from "./config-catalog.js";
import { documentCatalog } from "./document-catalog.js";
import { entry } from "./entry.js";
import { inputCatalog } from "./input-catalog.js";
import { overlayCatalog } from "./overlay-catalog.js";
import { queriesCatalog } from "./queries-catalog.js";
import { referenceCatalog } from "./reference-catalog.js";
import { schemaCatalog } from "./schema-catalog.js";

/** Every diagnostic, by code. A code without title, cause and fix does not compile. */
export const catalog = {
  ...inputCatalog,
  ...configCatalog,
  ...schemaCatalog,
  ...referenceCatalog,
  ...overlayCatalog,
  ...documentCatalog,
  ...queriesCatalog,
  "ref-dangling": entry<{ ref: string }>({
    severity: "warning",
    title: "A $ref points at nothing",
    message: ({ ref }) => `${ref} does not exist`,
    cause:
      "The document refers to a part that it does not contain. Only that part is lost: it becomes `unknown`.",
    fix: "Add the missing component, or correct the reference.",
  }),
  "operation-id-duplicate": entry<{ operationId: string; other: string }>({
    severity: "note",
    title: "An operationId is used more than once",
    message: ({ operationId, other }) => `operationId ${operationId} is also that of ${other}`,
    cause:
      "OpenAPI wants every operationId to be unique. All operations are kept; their names are qualified from their own paths.",
    fix: "Give each operation its own operationId, or set `names` in the configuration.",
  }),
  "operation-unreadable": entry<Record<never, never>>({
    severity: "warning",
    title: "An operation is not an object",
    message: () => "the operation is not an object and is left out",
    cause: "An HTTP method of a path item must hold an Operation Object (OAS 3.1 §4.8.10).",
    fix: "Describe the operation, or remove the key.",
  }),
  "parameter-unreadable": entry<{ name: string; location: string }>({
    severity: "warning",
    title: "A parameter has no name or no known location",
    message: ({ name, location }) =>
      `parameter ${name || "without a name"} in ${location || "no location"} is left out`,
    cause:
      "A parameter needs `name`, and `in` must be path, query, header or cookie (OAS 3.1 §4.8.12).",
    fix: "Correct the parameter.",
  }),
  "schema-type-unknown": entry<{ type: string }>({
    severity: "warning",
    title: "A schema has a type that JSON Schema does not know",
    message: ({ type }) => `type ${type} is none of JSON Schema's`,
    cause:
      "`type` must be string, number, integer, boolean, array, object or null. The value becomes `unknown`.",
    fix: "Correct the type.",
  }),
  "schema-refers-to-itself": entry<{ name: string }>({
    severity: "warning",
    title: "A schema is defined as itself",
    message: ({ name }) => `${name} is nothing but a reference to itself`,
    cause:
      "Following its references and alternatives leads back to the schema without passing an object or an array, so that no value is described. The part that closes the circle becomes `unknown`.",
    fix: "Point the reference at the schema that was meant.",
  }),
  "path-parameter-undeclared": entry<{ name: string }>({
    severity: "warning",
    title: "A path variable is not declared",
    message: ({ name }) => `{${name}} has no parameter and is taken as a required string`,
    cause: "Every variable of a path template needs a path parameter (OAS 3.1 §4.8.12).",
    fix: "Declare the parameter with `in: path`.",
  }),
  "path-parameter-unused": entry<{ name: string }>({
    severity: "warning",
    title: "A path parameter is not in the path",
    message: ({ name }) => `path parameter ${name} is not in the path template and is left out`,
    cause: "Its value could not be sent anywhere (OAS 3.1 §4.8.12).",
    fix: "Add it to the path, or correct its name or location.",
  }),
  "argument-renamed": entry<{ name: string; wireName: string; location: string }>({
    severity: "note",
    title: "An argument has another name than its parameter",
    message: ({ name, wireName, location }) =>
      `${location} parameter ${wireName} is the argument ${name}`,
    cause:
      "Two parameters of one operation have the same name in different locations, or one is called like the body.",
    fix: "Nothing needs doing: the wire name is kept. Rename one of the parameters to be rid of it.",
  }),
  "response-missing": entry<Record<never, never>>({
    severity: "note",
    title: "An operation describes no successful response",
    message: () => "there is no 2xx and no default response: the result is unknown",
    cause: "Without a response schema the result cannot be typed.",
    fix: "Describe the response with its schema.",
  }),
  "security-undeclared": entry<Record<never, never>>({
    severity: "note",
    title: "The document declares no security",
    message: () =>
      "no security scheme is declared or used: a bearer token is sent when one is given",
    cause: "Many documents leave out how the API authenticates.",
    fix: "Add `components.securitySchemes` and `security`.",
  }),
  "security-scheme-unknown": entry<{ scheme: string }>({
    severity: "warning",
    title: "A security requirement names an unknown scheme",
    message: ({ scheme }) => `security scheme ${scheme} is not declared`,
    cause: "The alternative that needs it is left out.",
    fix: "Declare the scheme under `components.securitySchemes`.",
  }),
  "version-not-semver": entry<{ version: string }>({
    severity: "note",
    title: "The document's version is not a semantic version",
    message: ({ version }) =>
      `version ${version || "(none)"} is no semantic version: the package gets 0.0.0`,
    cause: "npm accepts semantic versions only.",
    fix: "Set `package.version` in the configuration.",
  }),
  "registry-entry-missing": entry<{ obstacle: string }>({
    severity: "note",
    title: "The package has no entry for the MCP registry",
    message: ({ obstacle }) => `no server.json for the MCP registry: the package ${obstacle}`,
    cause:
      "A server is listed under the domain or the GitHub account of whoever publishes it, with one version. The package is complete without an entry.",
    fix: "Set `package.repository` to a repository on GitHub, or `package.mcpName`, or a `package.version` without an x, in the configuration.",
  }),
  "name-unconventional": entry<{ name: string }>({
    severity: "note",
    title: "A kept name does not follow the conventions",
    message: ({ name }) => `${name} reads one thing, which is called \`get\` elsewhere`,
    cause:
      "An operationId with a `/` or a `.` is kept as its author wrote it. Agents guess `get`, and miss `fetch` or `retrieve`.",
    fix: "Rename it under `names` in the configuration.",
  }),
  "name-configured-unusable": entry<{ key: string; name: string; reason: string }>({
    severity: "warning",
    title: "A configured name cannot be used",
    message: ({ key, name, reason }) => `${key}: ${name} ${reason}`,
    cause:
      "A name must be `namespace.method`, both identifiers, and no two operations can have the same.",
    fix: "Change the entry in `names`.",
  }),
  "config-entry-unused": entry<{ option: string; key: string }>({
    severity: "warning",
    title: "An entry of the configuration matches nothing",
    message: ({ option, key }) => `${option}: ${key} matches no operation or argument`,
    cause: "The document has changed, or the key is misspelt.",
    fix: "Correct or remove the entry.",
  }),
} as const;
