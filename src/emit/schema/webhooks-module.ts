import type { Api, Webhook } from "../../runtime/api/api.js";
import { constraintTags, typeTags } from "../ts/constraint-tags.js";
import { type DocTag, docBlock } from "../ts/doc-block.js";
import { block, concat, hardline, indent, type Layout, printLayout } from "../ts/layout.js";
import { type PropertyShape, type Shape, shapeOf, UNDEFINED } from "../ts/shape.js";
import { propertyLayout } from "../ts/type-text.js";
import { bindingName } from "./binding-name.js";
import { type ModulePath, moduleSpecifier } from "./module-homes.js";
import { OPERATIONS_MODULE } from "./namespace-module.js";
import { BY_MEDIA_TYPE, byMediaType, summarised } from "./operation-method.js";
import { collectReferences } from "./references.js";
import type { SchemaModule } from "./schema-module.js";
import { typeImports } from "./type-imports.js";

/** Said of every webhook that is not a POST. */
const USUAL_METHOD = "POST";

/**
 * `schema/webhooks`: what the API sends, as an interface from name to body; absent when it sends nothing. Nobody calls these: they are for
 * whoever receives them. A name that several have gets its method or its operation, and `@name` says what it was.
 */
export function webhooksModule(
  api: Api,
  homes: ReadonlyMap<string, ModulePath>,
): SchemaModule | undefined {
  const { webhooks } = api;
  if (webhooks === undefined) return undefined;
  const path = webhooksPath(api);
  const taken = new Set([
    ...homes.keys(),
    ...api.namespaces.map(({ typeName }) => typeName),
    api.typeName,
  ]);
  const references = new Set<string>();
  const keys = new Set<string>();
  const members = webhooks.map((webhook): Layout => {
    const shape = property(webhook, keys);
    collectReferences(shape.shape, references);
    return concat([hardline, propertyLayout(shape), ";"]);
  });
  const isContentUsed = references.delete(BY_MEDIA_TYPE);
  const contract = printLayout(
    concat([
      block(docBlock("What the API sends.", [])),
      `export interface ${bindingName("Webhooks", taken)} {`,
      indent(concat(members)),
      hardline,
      "}",
    ]),
  );
  const imports = [
    ...typeImports(path, references, homes),
    ...(isContentUsed
      ? [`import type { ${BY_MEDIA_TYPE} } from "${moduleSpecifier(path, OPERATIONS_MODULE)}";`]
      : []),
  ];
  const source = [imports.join("\n"), contract];
  return { path, source, declarations: source };
}

/** No namespace has this module. */
function webhooksPath({ namespaces }: Api): ModulePath {
  const modules = new Set(namespaces.map(({ module }) => module));
  let path = "webhooks";
  while (modules.has(path)) path += "-sent";
  return path;
}

function property(webhook: Webhook, keys: Set<string>): PropertyShape {
  const { name, httpMethod, callback, deprecated } = webhook;
  const key = freeKey(webhook, keys);
  keys.add(key);
  const tags: readonly DocTag[] = [
    ...typeTags({ ...(deprecated && { deprecated }) }),
    ...constraintTagsOf(webhook),
    ...(key === name ? [] : [{ name: "name", value: JSON.stringify(name) }]),
    ...(httpMethod === USUAL_METHOD ? [] : [{ name: "http", value: httpMethod }]),
    ...(callback === undefined
      ? []
      : [{ name: "callback", value: `${callback.operation} ${JSON.stringify(callback.url)}` }]),
  ];
  return { name: key, optional: false, shape: bodyShape(webhook), doc: summarised(webhook, tags) };
}

function freeKey({ name, httpMethod, callback }: Webhook, keys: ReadonlySet<string>): string {
  const longer = callback === undefined ? `${httpMethod} ${name}` : `${callback.operation} ${name}`;
  let key = [name, longer].find((candidate) => !keys.has(candidate)) ?? longer;
  while (keys.has(key)) key += "_";
  return key;
}

/** The constraints of a body whose type stands there without a media type. */
function constraintTagsOf({ contents }: Webhook): readonly DocTag[] {
  const [first, second] = contents;
  const isUsual = second === undefined && first?.mediaType === "application/json";
  return isUsual ? constraintTags(first.type) : [];
}

function bodyShape({ contents }: Webhook): Shape {
  const [first, second] = contents;
  if (first === undefined) return UNDEFINED;
  const isUsual = second === undefined && first.mediaType === "application/json";
  return isUsual ? shapeOf(first.type) : byMediaType(contents);
}
