import { Ajv2020 } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";

// What the MCP registry demands of `server.json` (revision 2025-12-11), written down from its specification and apart from the compiler.

const TEXT = { type: "string" };
const INPUT = {
  type: "object",
  required: ["name"],
  properties: {
    name: { type: "string", minLength: 1, pattern: "^[^\\s<>$]+$" },
    description: TEXT,
    isRequired: { type: "boolean" },
    isSecret: { type: "boolean" },
    format: { enum: ["string", "number", "boolean", "filepath"] },
    default: TEXT,
    choices: { type: "array", items: TEXT },
  },
};
/** One version: no range, no wildcard, not `latest`. */
const VERSION = {
  type: "string",
  minLength: 1,
  maxLength: 255,
  not: { anyOf: [{ const: "latest" }, { pattern: "[\\^~<>=|*\\s]" }, { pattern: "[xX]" }] },
};

const SERVER = {
  type: "object",
  required: ["$schema", "name", "description", "version", "packages"],
  properties: {
    $schema: {
      const: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    },
    name: {
      type: "string",
      minLength: 3,
      maxLength: 200,
      // A namespace and a name, each of two characters or more, with one slash between them.
      pattern: "^[a-zA-Z0-9][a-zA-Z0-9.-]*[a-zA-Z0-9]/[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9]$",
    },
    title: { type: "string", minLength: 1, maxLength: 100, pattern: "\\S" },
    description: { type: "string", minLength: 1, maxLength: 100 },
    version: VERSION,
    websiteUrl: { type: "string", format: "uri", pattern: "^https://" },
    repository: {
      type: "object",
      required: ["url", "source"],
      oneOf: [
        {
          properties: {
            source: { const: "github" },
            url: { pattern: "^https?://(www\\.)?github\\.com/[\\w.-]+/[\\w.-]+/?$" },
          },
        },
        {
          properties: {
            source: { const: "gitlab" },
            url: { pattern: "^https?://(www\\.)?gitlab\\.com/[\\w.-]+(/[\\w.-]+)+/?$" },
          },
        },
      ],
    },
    packages: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["registryType", "identifier", "version", "transport"],
        properties: {
          registryType: { const: "npm" },
          identifier: { type: "string", pattern: "^\\S+$" },
          version: VERSION,
          runtimeHint: { const: "npx" },
          transport: { const: { type: "stdio" } },
          packageArguments: {
            type: "array",
            items: { allOf: [INPUT, { properties: { type: { const: "named" } } }] },
          },
          environmentVariables: { type: "array", items: INPUT },
        },
      },
    },
  },
};

const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  formats: { uri: fullFormats.uri },
});
const validate = ajv.compile(SERVER);

/** What is wrong with the text of a `server.json`; nothing where it may be published. */
export function registryFaults(text: string): readonly string[] {
  validate(JSON.parse(text));
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message ?? ""}`,
  );
}
