import { createHash } from "node:crypto";
import type { Api, Operation, Parameter } from "../../runtime/api/api.js";
import type { NamedType, Type } from "../../runtime/api/types.js";
import { definition, described, type JsonSchema, jsonSchema } from "./json-schema.js";
import { referencedTypes } from "./references.js";

/** One entry of an MCP `tools/list` result (revision 2026-07-28). */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  readonly annotations: { readonly readOnlyHint: boolean; readonly destructiveHint: boolean };
}

/** The longest tool name that every client takes. */
const NAME_LENGTH = 64;

/**
 * The API as one MCP tool per operation, in the order of the operations. Each tool is complete by itself: the types that
 * its arguments use stand once in its own `$defs`, so a recursive type stays finite. Equal `$defs` members of different tools are one object.
 */
export function toolDefinitions(api: Api): readonly ToolDefinition[] {
  const types = new Map(api.types.map((type) => [type.name, type]));
  const definitions = new Map<string, JsonSchema>();
  const define = (type: NamedType): JsonSchema => {
    const known = definitions.get(type.name) ?? definition(type);
    definitions.set(type.name, known);
    return known;
  };
  return api.operations.map((operation) => {
    const used = referencedTypes(argumentTypes(operation), types);
    return {
      name: toolName(operation),
      description: operation.description ?? operation.summary ?? operation.id,
      inputSchema: {
        ...argumentsSchema(operation),
        ...(used.length > 0 && {
          $defs: Object.fromEntries(used.map((type) => [type.name, define(type)])),
        }),
      },
      annotations: {
        readOnlyHint: operation.effect === "read",
        destructiveHint: operation.effect === "destructive",
      },
    };
  });
}

/** `issues-listForRepo`: neither half holds a hyphen, so no two operations share a name. */
function toolName(operation: Operation): string {
  const name = `${operation.namespace}-${operation.name}`.replaceAll("$", "-");
  if (name.length <= NAME_LENGTH) return name;
  const digest = createHash("sha256").update(operation.id).digest("hex").slice(0, 8);
  return `${name.slice(0, NAME_LENGTH - digest.length - 1)}-${digest}`;
}

function argumentTypes(operation: Operation): readonly Type[] {
  return [
    ...callerParameters(operation).map((parameter) => parameter.type),
    ...(operation.body?.contents.slice(0, 1).map((content) => content.type) ?? []),
  ];
}

function argumentsSchema(operation: Operation): JsonSchema {
  const properties = new Map<string, JsonSchema>();
  const required: string[] = [];
  for (const parameter of callerParameters(operation)) {
    properties.set(parameter.name, described(jsonSchema(parameter.type), parameter));
    if (parameter.required && parameter.preset === undefined) required.push(parameter.name);
  }
  const { body } = operation;
  const content = body?.contents[0];
  if (body !== undefined && content !== undefined) {
    properties.set(body.name, jsonSchema(content.type));
    if (body.required) required.push(body.name);
  }
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
  };
}

function callerParameters(operation: Operation): readonly Parameter[] {
  return operation.parameters.filter((parameter) => parameter.preset?.kind !== "locked");
}
