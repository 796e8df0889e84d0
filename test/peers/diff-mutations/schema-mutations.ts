import type { Severity } from "../../../src/diff/rule.js";
import type { Random } from "../requests/sample-random.js";
import { type Mutation, setKey, type Way } from "./mutation.js";
import {
  behind,
  isObject,
  type Json,
  type JsonObject,
  listIn,
  objectIn,
  type RawDocument,
} from "./raw-document.js";
import { entrySchemas, isOneWay, type SchemaSite, sitesFrom, type Ways } from "./schema-sites.js";

/** A kind of mutation of a schema: one for a site that has room for it. */
export type SchemaMutation = (site: SchemaSite, context: SchemaContext) => Mutation | undefined;

export interface SchemaContext {
  readonly document: RawDocument;
  readonly ways: Ways;
  readonly random: Random;
}

const NEW = "codemodeNew";
const SCALARS: ReadonlySet<string> = new Set(["string", "integer", "number", "boolean"]);

/** The site of a schema that some operation reaches, drawn evenly over operations first. */
export function drawSite({ document, random }: SchemaContext): SchemaSite | undefined {
  const operation = random.pick(document.operations);
  if (operation === undefined) return undefined;
  const entry = random.pick(entrySchemas(operation, document));
  if (entry === undefined) return undefined;
  const { schema, way, name } = entry;
  return random.pick(sitesFrom(schema, way, operation.route, name, document.root));
}

const BREAKS_REQUESTS = { request: "breaking", result: "safe" } as const;
const BREAKS_RESULTS = { request: "safe", result: "breaking" } as const;
const SAFE = { request: "safe", result: "safe" } as const;

/** Whom each kind of change hurts: those who send, or those who read. */
const SEVERITIES = {
  "property-removed": { request: "possibly-breaking", result: "breaking" },
  "property-added": SAFE,
  "required-property-added": BREAKS_REQUESTS,
  "property-became-required": BREAKS_REQUESTS,
  "property-became-optional": BREAKS_RESULTS,
  "became-nullable": BREAKS_RESULTS,
  "became-not-nullable": BREAKS_REQUESTS,
  "type-changed": { request: "breaking", result: "breaking" },
  "enum-value-added": BREAKS_RESULTS,
  "enum-value-removed": BREAKS_REQUESTS,
  "member-added": BREAKS_RESULTS,
  "member-removed": BREAKS_REQUESTS,
  "constraint-tightened": { request: "possibly-breaking", result: "safe" },
  "constraint-loosened": { request: "safe", result: "possibly-breaking" },
  "format-added": { request: "possibly-breaking", result: "safe" },
  "format-changed": { request: "possibly-breaking", result: "possibly-breaking" },
  "additional-properties-added": SAFE,
} as const satisfies { readonly [change: string]: { readonly [W in Way]: Severity } };

const GRAVITY: readonly Severity[] = ["safe", "possibly-breaking", "breaking"];

/** `changes` are names for the same change, of which the first says whom it hurts. */
function mutation(
  kind: string,
  site: SchemaSite,
  { ways }: SchemaContext,
  changes: readonly [keyof typeof SEVERITIES, ...(keyof typeof SEVERITIES)[]],
  name: string | undefined,
  apply: () => () => void,
): Mutation | undefined {
  const all = [...(ways.get(site.schema) ?? [site.way])];
  const severities = SEVERITIES[changes[0]];
  const most = Math.max(...all.map((way) => GRAVITY.indexOf(severities[way])));
  const severity = GRAVITY[most];
  // A type's finding names the operations of the way in which it is worst.
  if (severity === undefined || severities[site.way] !== severity) return undefined;
  const worst = all.filter((way) => severities[way] === severity);
  const wanted = worst.flatMap((way) =>
    changes.map((change) => ({ code: `${way}-${change}` as const, severity })),
  );
  const place = `${site.route} ${site.way} ${name ?? site.name ?? ""}`;
  return { kind, place, apply, wanted, route: site.route, names: name ?? site.name };
}

/** Of a list that takes any other value too, no value changes what can be sent or come back. */
function perhapsOpen(found: Mutation | undefined): Mutation | undefined {
  const open = { code: "known-values-changed", severity: "safe" } as const;
  return found && { ...found, wanted: [...found.wanted, open] };
}

function propertyOf(
  { schema }: SchemaSite,
  { random, document }: SchemaContext,
):
  | { readonly name: string; readonly isRequired: boolean; readonly target: JsonObject }
  | undefined {
  const properties = objectIn(schema, "properties");
  const name = random.pick(Object.keys(properties));
  const target = name === undefined ? undefined : behind(properties[name], document.root);
  if (name === undefined || target === undefined) return undefined;
  if (isOneWay(target, properties[name] ?? null)) return undefined;
  return { name, target, isRequired: listIn(schema, "required").includes(name) };
}

const propertyRemoved: SchemaMutation = (site, context) => {
  const property = propertyOf(site, context);
  if (property === undefined) return undefined;
  const { name } = property;
  const properties = objectIn(site.schema, "properties");
  return mutation("property removed", site, context, ["property-removed"], name, () => {
    const undo = setKey(properties, name, undefined);
    const required = listIn(site.schema, "required").filter((one) => one !== name);
    const also = setKey(site.schema, "required", required.length > 0 ? [...required] : undefined);
    return () => {
      also();
      undo();
    };
  });
};

const propertyAdded =
  (isRequired: boolean): SchemaMutation =>
  (site, context) => {
    if (!isObject(site.schema["properties"])) return undefined;
    const properties = objectIn(site.schema, "properties");
    const change = isRequired ? "required-property-added" : "property-added";
    return mutation(`${change}`, site, context, [change], NEW, () => {
      const undo = setKey(properties, NEW, { type: "string" });
      const required = [...listIn(site.schema, "required"), NEW];
      const also = isRequired ? setKey(site.schema, "required", required) : () => {};
      return () => {
        also();
        undo();
      };
    });
  };

const requiredFlipped: SchemaMutation = (site, context) => {
  const property = propertyOf(site, context);
  if (property === undefined) return undefined;
  const { name, isRequired } = property;
  const required = listIn(site.schema, "required");
  const other = isRequired ? required.filter((one) => one !== name) : [...required, name];
  const change = isRequired ? "property-became-optional" : "property-became-required";
  return mutation("required flipped", site, context, [change], name, () =>
    setKey(site.schema, "required", other.length > 0 ? [...other] : undefined),
  );
};

const nullableFlipped: SchemaMutation = (site, context) => {
  const { schema } = site;
  const { type } = schema;
  const { document } = context;
  if (document.isSwagger || schema["enum"] !== undefined) return undefined;
  const is31 = String(document.root["openapi"]).startsWith("3.1");
  if (is31) {
    const types = Array.isArray(type) ? type : typeof type === "string" ? [type] : [];
    if (types.length === 0) return undefined;
    const isNullable = types.includes("null");
    const other = isNullable ? types.filter((one) => one !== "null") : [...types, "null"];
    if (other.length === 0) return undefined;
    const change = isNullable ? "became-not-nullable" : "became-nullable";
    return mutation("nullable flipped", site, context, [change], undefined, () =>
      setKey(schema, "type", other),
    );
  }
  if (typeof type !== "string") return undefined;
  const isNullable = schema["nullable"] === true;
  const change = isNullable ? "became-not-nullable" : "became-nullable";
  return mutation("nullable flipped", site, context, [change], undefined, () =>
    setKey(schema, "nullable", isNullable ? undefined : true),
  );
};

const typeChanged: SchemaMutation = (site, context) => {
  const { schema } = site;
  const { type } = schema;
  if (typeof type !== "string" || !SCALARS.has(type)) return undefined;
  if (["enum", "const", "oneOf", "anyOf", "allOf"].some((key) => schema[key] !== undefined)) {
    return undefined;
  }
  const other = type === "string" ? "integer" : "string";
  const changes = ["type-changed", "member-added", "member-removed"] as const;
  return mutation("type changed", site, context, changes, undefined, () => {
    const undo = setKey(schema, "type", other);
    const also = setKey(schema, "format", undefined);
    return () => {
      also();
      undo();
    };
  });
};

function enumOf({ schema }: SchemaSite): readonly Json[] | undefined {
  const values = listIn(schema, "enum");
  const texts = new Set(values);
  if (texts.size !== values.length || values.length < 2) return undefined;
  return values.every((value) => typeof value === "string") ? values : undefined;
}

const enumValueAdded: SchemaMutation = (site, context) => {
  const values = enumOf(site);
  if (values === undefined) return undefined;
  const apply = () => setKey(site.schema, "enum", [...values, NEW]);
  return perhapsOpen(
    mutation("enum value added", site, context, ["enum-value-added"], undefined, apply),
  );
};

const enumValueRemoved: SchemaMutation = (site, context) => {
  const values = enumOf(site);
  const gone = values && context.random.pick(values);
  if (values === undefined || gone === undefined || gone === site.schema["default"])
    return undefined;
  const left = values.filter((value) => value !== gone);
  const apply = () => setKey(site.schema, "enum", left);
  return perhapsOpen(
    mutation("enum value removed", site, context, ["enum-value-removed"], undefined, apply),
  );
};

const constraintChanged: SchemaMutation = (site, context) => {
  const { schema } = site;
  if (schema["enum"] !== undefined) return undefined;
  const keyword = schema["type"] === "string" ? "maxLength" : "maximum";
  if (!["string", "integer", "number"].includes(String(schema["type"]))) return undefined;
  if (["date", "date-time", "binary"].includes(String(schema["format"]))) return undefined;
  const old = schema[keyword];
  const change = typeof old === "number" ? "constraint-loosened" : "constraint-tightened";
  return mutation(change, site, context, [change], undefined, () =>
    setKey(schema, keyword, typeof old === "number" ? old + 1 : 77),
  );
};

const formatChanged: SchemaMutation = (site, context) => {
  const { schema } = site;
  if (schema["type"] !== "string" || schema["enum"] !== undefined) return undefined;
  const { format } = schema;
  if (format === "binary" || format === "byte" || format === "password") return undefined;
  const change = format === undefined ? "format-added" : "format-changed";
  return mutation(change, site, context, [change], undefined, () =>
    setKey(schema, "format", format === "email" ? "uuid" : "email"),
  );
};

const unionMember =
  (isAdded: boolean): SchemaMutation =>
  (site, context) => {
    const { schema } = site;
    const keyword = Array.isArray(schema["oneOf"]) ? "oneOf" : "anyOf";
    const members = listIn(schema, keyword);
    const references = members.map((member) => (isObject(member) ? member["$ref"] : undefined));
    if (members.length < 3 || references.includes(undefined)) return undefined;
    const change = isAdded ? "member-added" : "member-removed";
    return mutation(`union ${change}`, site, context, [change], undefined, () =>
      setKey(schema, keyword, isAdded ? [...members, { type: "boolean" }] : members.slice(0, -1)),
    );
  };

const additionalAdded: SchemaMutation = (site, context) => {
  const { schema } = site;
  if (Object.keys(objectIn(schema, "properties")).length === 0) return undefined;
  if (schema["additionalProperties"] !== undefined) return undefined;
  const changes = ["additional-properties-added"] as const;
  return mutation("additional properties added", site, context, changes, "[key]", () =>
    setKey(schema, "additionalProperties", { type: "string" }),
  );
};

export const schemaMutations: readonly SchemaMutation[] = [
  propertyRemoved,
  propertyAdded(false),
  propertyAdded(true),
  requiredFlipped,
  nullableFlipped,
  typeChanged,
  enumValueAdded,
  enumValueRemoved,
  constraintChanged,
  formatChanged,
  unionMember(true),
  unionMember(false),
  additionalAdded,
];
