import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { analyse } from "../../../src/compile.js";
import { configOf } from "../../../src/config/load-config.js";
import { Diagnostics } from "../../../src/diagnostics/diagnostic.js";
import { pointerKeys } from "../../../src/diagnostics/pointer.js";
import { packageFacts } from "../../../src/emit/package/package-facts.js";
import { emitSchema } from "../../../src/emit/schema/schema.js";
import { parseDocument } from "../../../src/load/load.js";
import type { Api } from "../../../src/runtime/api/api.js";
import type { NamedType } from "../../../src/runtime/api/types.js";
import type { Pair } from "./compare.js";
import { exportedSymbol, programOf } from "./in-memory-program.js";

/** The component schemas of a document as ours and theirs declare them, in one program. */
export interface Declared {
  readonly checker: ts.TypeChecker;
  readonly pairs: readonly Pair[];
}

const THEIRS = "theirs.ts";

/** Declares the component schemas of a document twice: with our schema emitter, and with openapi-typescript. */
export async function declare(name: string, bytes: Uint8Array, raw: unknown): Promise<Declared> {
  const diagnostics = new Diagnostics(name);
  const config = configOf({}, {});
  const api = analyse(parseDocument(name, bytes, diagnostics), config, diagnostics);
  const sources = new Map([[THEIRS, await openapiTypes(raw)]]);
  for (const { path, content } of emitSchema({ api, package: packageFacts(api, config, "0.0.0") }))
    if (path.startsWith("schema/")) sources.set(path, String(content));
  const program = programOf(sources);
  return { checker: program.getTypeChecker(), pairs: pairsOf(program, api) };
}

async function openapiTypes(raw: unknown): Promise<string> {
  // As text: it would change an object.
  const nodes = await openapiTS(JSON.stringify(raw, withoutMissingExamples), {
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
  });
  return astToString(nodes);
}

/** It refuses a document with an example in a file that is not there. Examples say nothing of types. */
function withoutMissingExamples(key: string, value: unknown): unknown {
  return key === "externalValue" ? undefined : value;
}

function pairsOf(program: ts.Program, { types }: Api): Pair[] {
  const theirs = theirTypes(program);
  const sources = new Map(types.map(({ name, source }) => [name, source]));
  return types.flatMap((type): Pair[] => {
    const component = componentOf(type) ?? "";
    const other = theirs.get(component);
    if (other === undefined) return [];
    // What is sent is declared beside what comes back, `Input` appended, where the two differ.
    const [plain = type.name, ending] = type.name.split(/(Input)$/);
    const isSent =
      ending !== undefined && (sources.get(plain) === type.source || !/input$/i.test(component));
    const direction = isSent ? "request" : "response";
    return [{ component, direction, ours: ourType(program, type), theirs: other }];
  });
}

/** The key of the component schema that a type was made of. */
function componentOf({ home, source = "" }: NamedType): string | undefined {
  const keys = pointerKeys(source);
  return home.kind === "models" && keys.length === 3 && source.startsWith("/components/schemas/")
    ? keys[2]
    : undefined;
}

function ourType(program: ts.Program, { name, home }: NamedType): ts.Type {
  const module = home.kind === "models" ? `schema/models/${home.module}.ts` : "";
  return program.getTypeChecker().getDeclaredTypeOfSymbol(exportedSymbol(program, module, name));
}

/** Component → what `components["schemas"]` has for it. */
function theirTypes(program: ts.Program): ReadonlyMap<string, ts.Type> {
  const checker = program.getTypeChecker();
  const components = exportedSymbol(program, THEIRS, "components");
  const schemas = checker.getDeclaredTypeOfSymbol(components).getProperty("schemas");
  if (schemas === undefined) return new Map();
  return new Map(
    checker
      .getTypeOfSymbol(schemas)
      .getProperties()
      .map((each) => [
        ts.unescapeLeadingUnderscores(each.escapedName),
        checker.getTypeOfSymbol(each),
      ]),
  );
}
