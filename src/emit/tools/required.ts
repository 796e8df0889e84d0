import type { Api, Operation } from "../../runtime/api/api.js";
import type { Type } from "../../runtime/api/types.js";

/**
 * The same API with nothing that a call can do without: required parameters, required bodies, and of what is sent the required properties,
 * at every level. For comparing what tool definitions cost; results are as they were.
 */
export function requiredOnly(api: Api): Api {
  return {
    ...api,
    operations: api.operations.map(requiredArguments),
    types: api.types.map((named) => ({ ...named, type: requiredProperties(named.type) })),
  };
}

function requiredArguments({ body, ...operation }: Operation): Operation {
  const parameters = operation.parameters
    .filter(({ required, preset }) => required && preset === undefined)
    .map((parameter) => ({ ...parameter, type: requiredProperties(parameter.type) }));
  if (!body?.required) return { ...operation, parameters };
  const contents = body.contents.map((content) => ({
    ...content,
    type: requiredProperties(content.type),
  }));
  return { ...operation, parameters, body: { ...body, contents } };
}

function requiredProperties(type: Type): Type {
  switch (type.kind) {
    case "array":
      return { ...type, items: requiredProperties(type.items) };
    case "tuple": {
      const items = type.items.map(requiredProperties);
      return type.rest === undefined
        ? { ...type, items }
        : { ...type, items, rest: requiredProperties(type.rest) };
    }
    case "object": {
      const properties = type.properties
        .filter(({ required }) => required)
        .map((property) => ({ ...property, type: requiredProperties(property.type) }));
      return type.additional === undefined
        ? { ...type, properties }
        : { ...type, properties, additional: requiredProperties(type.additional) };
    }
    case "union":
    case "intersection":
      return { ...type, members: type.members.map(requiredProperties) };
    default:
      return type;
  }
}
