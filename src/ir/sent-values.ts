import type { Diagnostics } from "../diagnostics/diagnostic.js";
import type { MediaType, Operation, Parameter } from "../runtime/api/api.js";
import type { TypesByName } from "../runtime/api/type-place.js";
import type { NamedType, Type } from "../runtime/api/types.js";

/**
 * What follows from the types of what is sent: a required header with a single value fills itself, and values of which the specification
 * does not say how they are written are reported.
 */
export function settleSentValues(
  operations: readonly Operation[],
  types: readonly NamedType[],
  diagnostics: Diagnostics,
): readonly Operation[] {
  const byName: TypesByName = new Map(types.map((type) => [type.name, type]));
  return operations.map((operation) => {
    const { source = "", body } = operation;
    for (const parameter of operation.parameters) {
      reportParameter(parameter, byName, source, diagnostics);
    }
    for (const content of body?.contents ?? []) reportForm(content, byName, source, diagnostics);
    return {
      ...operation,
      parameters: operation.parameters.map((parameter) => withOnlyValue(parameter, byName)),
    };
  });
}

/** Nobody needs to say what can only be said in one way. */
function withOnlyValue(parameter: Parameter, types: TypesByName): Parameter {
  if (parameter.in !== "header" || !parameter.required || parameter.preset !== undefined) {
    return parameter;
  }
  const [only, ...others] = partsOf(parameter.type, types);
  if (only?.kind !== "enum" || others.length > 0) return parameter;
  const [value, ...more] = only.values;
  if (value === undefined || value === null || more.length > 0) return parameter;
  return { ...parameter, required: false, preset: { kind: "default", value } };
}

function reportParameter(
  parameter: Parameter,
  types: TypesByName,
  pointer: string,
  diagnostics: Diagnostics,
): void {
  const { name, style = parameter.in === "query" ? "form" : "simple", mediaType } = parameter;
  if (mediaType !== undefined || style === "deepObject") return;
  const parts = partsOf(parameter.type, types);
  if (parts.some((part) => membersOf(part).some((inner) => isComposite(inner, types)))) {
    diagnostics.report("parameter-value-nested", pointer, { name, style });
  }
  const explodes = parameter.explode ?? true;
  const isOpen = parameter.in === "query" && style === "form" && explodes;
  if (isOpen && parts.some(({ kind }) => kind === "object")) {
    diagnostics.report("parameter-object-exploded", pointer, { name });
  }
}

function reportForm(
  { mediaType, type, encoding = {} }: MediaType,
  types: TypesByName,
  pointer: string,
  diagnostics: Diagnostics,
): void {
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(mediaType)) return;
  const fields = partsOf(type, types)
    .flatMap((part) => (part.kind === "object" ? part.properties : []))
    .filter((field) => !Object.hasOwn(encoding, field.name) && holdsObject(field.type, types))
    .map(({ name }) => name);
  if (fields.length > 0) {
    diagnostics.report("form-field-nested", pointer, { fields: [...new Set(fields)].join(", ") });
  }
}

/** True for an object, and for a list of anything that has values within it. */
function holdsObject(type: Type, types: TypesByName): boolean {
  return partsOf(type, types).some(
    (part) => part.kind === "object" || membersOf(part).some((inner) => isComposite(inner, types)),
  );
}

/** What a value may be: the members of unions and the parts of intersections, references followed, each once. */
function partsOf(type: Type, types: TypesByName): readonly Type[] {
  const parts: Type[] = [];
  const seen = new Set<string>();
  const waiting: Type[] = [type];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next.kind === "union" || next.kind === "intersection") waiting.push(...next.members);
    else if (next.kind !== "ref") parts.push(next);
    else if (!seen.has(next.name)) {
      seen.add(next.name);
      const named = types.get(next.name);
      if (named !== undefined) waiting.push(named.type);
    }
  }
  return parts;
}

function isComposite(type: Type, types: TypesByName): boolean {
  return partsOf(type, types).some(
    ({ kind }) => kind === "object" || kind === "array" || kind === "tuple",
  );
}

/** The types of the values within a list or an object. */
function membersOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case "array":
      return [type.items];
    case "tuple":
      return [...type.items, ...(type.rest === undefined ? [] : [type.rest])];
    case "object":
      return [
        ...type.properties.map((property) => property.type),
        ...(type.additional === undefined ? [] : [type.additional]),
      ];
    default:
      return [];
  }
}
