import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { isTrue, member, textAt } from "../normalise/json.js";
import type { NormalisedOperation, NormalisedParameter } from "../normalise/normalised.js";
import type { Parameter, ParameterLocation, ParameterStyle, Preset } from "../runtime/api/api.js";
import { pathVariables } from "../runtime/api/row.js";
import { lowerEncoding } from "./field-encoding.js";
import type { SchemaLowering } from "./schema-lowering.js";

const LOCATION_ORDER: readonly ParameterLocation[] = [
  "path",
  "query",
  "querystring",
  "header",
  "cookie",
];

/** What Swagger 2.0 has for lists in every location (`collectionFormat`: ssv, pipes, tsv). */
const DELIMITED = ["spaceDelimited", "pipeDelimited", "tabDelimited"] as const;

/** The styles that OAS 3.2 §4.12.3 and Swagger 2.0 allow in each location, its default first. */
const STYLES: { readonly [L in ParameterLocation]: readonly ParameterStyle[] } = {
  path: ["simple", "label", "matrix", ...DELIMITED],
  query: ["form", ...DELIMITED, "deepObject"],
  querystring: [],
  header: ["simple", ...DELIMITED],
  cookie: ["form", "cookie"],
};

/** The arguments of an operation besides its body: named, in order, with the configuration's presets. */
export function lowerParameters(
  operation: NormalisedOperation,
  schemas: SchemaLowering,
  presets: ReadonlyMap<string, Preset>,
  diagnostics: Diagnostics,
): Parameter[] {
  const variables = pathVariables(operation.path);
  const declared = operation.parameters.filter((parameter) => {
    if (parameter.in !== "path" || variables.has(parameter.name)) return true;
    diagnostics.report("path-parameter-unused", parameter.pointer, { name: parameter.name });
    return false;
  });
  const named = new Set(
    declared.filter((parameter) => parameter.in === "path").map(({ name }) => name),
  );
  const undeclared = [...variables].filter((name) => !named.has(name));
  for (const name of undeclared)
    diagnostics.report("path-parameter-undeclared", operation.pointer, { name });
  const parameters = [
    ...undeclared.map(
      (name): Parameter => ({
        name,
        wireName: name,
        in: "path",
        required: true,
        type: { kind: "string" },
      }),
    ),
    ...declared.map((parameter) => lowerParameter(parameter, schemas, diagnostics)),
  ];
  const sorted = LOCATION_ORDER.flatMap((location) =>
    parameters.filter((parameter) => parameter.in === location),
  );
  const unique = renameClashes(sorted, operation, diagnostics).map((parameter) =>
    withPreset(parameter, presets),
  );
  return [
    ...unique.filter(({ required }) => required),
    ...unique.filter(({ required }) => !required),
  ];
}

function lowerParameter(
  parameter: NormalisedParameter,
  schemas: SchemaLowering,
  diagnostics: Diagnostics,
): Parameter {
  const { value, name, schema, mediaType } = parameter;
  const description = textAt(value, "description") ?? textAt(schema?.value, "description");
  const preset = member(schema?.value, "default");
  return {
    name,
    wireName: name,
    in: parameter.in,
    required: parameter.in === "path" || isTrue(value, "required"),
    type:
      schema === undefined
        ? { kind: "unknown", why: "no-schema" }
        : schemas.lower(schema, "request"),
    ...(description !== undefined && { description }),
    ...(isTrue(value, "deprecated") && { deprecated: true }),
    ...(preset !== undefined && preset !== null && { default: preset }),
    ...styleOf(parameter, diagnostics),
    ...(isTrue(value, "allowReserved") && { allowReserved: true }),
    ...(mediaType !== undefined && { mediaType }),
    ...lowerEncoding(parameter.encoding),
  };
}

/** Style and explode where they differ from the location's and the style's default. */
function styleOf(
  parameter: NormalisedParameter,
  diagnostics: Diagnostics,
): Pick<Parameter, "style" | "explode"> {
  // What is described by `content` has no style (OAS 3.1 §4.8.12.3).
  if (parameter.mediaType !== undefined) return {};
  const [usual, ...others] = STYLES[parameter.in];
  const wanted = textAt(parameter.value, "style");
  const style = others.find((candidate) => candidate === wanted);
  if (wanted !== undefined && style === undefined && wanted !== usual) {
    diagnostics.report("parameter-style-misplaced", parameter.pointer, {
      name: parameter.name,
      style: wanted,
      location: parameter.in,
    });
  }
  if (style === "deepObject") return { style };
  const explode = member(parameter.value, "explode");
  const explodes = (style ?? usual) === "form" || style === "cookie";
  return {
    ...(style !== undefined && { style }),
    ...(typeof explode === "boolean" && explode !== explodes && { explode }),
  };
}

/** The first of two parameters with one name keeps it, in the order of locations; the others say where they are. */
function renameClashes(
  parameters: readonly Parameter[],
  operation: NormalisedOperation,
  diagnostics: Diagnostics,
): Parameter[] {
  const taken = new Set<string>();
  return parameters.map((parameter) => {
    let name = parameter.name === "__proto__" ? "proto" : parameter.name;
    if (taken.has(name))
      name = `${name}In${parameter.in.charAt(0).toUpperCase()}${parameter.in.slice(1)}`;
    while (taken.has(name)) name = `${name}_`;
    taken.add(name);
    if (name === parameter.name) return parameter;
    diagnostics.report("argument-renamed", operation.pointer, {
      name,
      wireName: parameter.wireName,
      location: parameter.in,
    });
    return { ...parameter, name };
  });
}

function withPreset(parameter: Parameter, presets: ReadonlyMap<string, Preset>): Parameter {
  const preset = presets.get(parameter.name);
  return preset === undefined ? parameter : { ...parameter, required: false, preset };
}
