import { join } from "node:path";
import ts from "typescript";
import { hostWithSharedLibraries } from "./shared-libraries.js";

/**
 * What strict TypeScript says of a generated package, one message an entry: its schema with its own tsconfig.json, and
 * the declarations it publishes as a consumer sees them, without `skipLibCheck`.
 */
export function typeErrors(folder: string): string[] {
  return [...errorsOf(sourceProgram(folder)), ...errorsOf(consumerProgram(folder))];
}

function sourceProgram(folder: string): ts.Program {
  const file = join(folder, "tsconfig.json");
  const read = ts.readConfigFile(file, ts.sys.readFile);
  const config = ts.parseJsonConfigFileContent(read.config, ts.sys, folder, STRICT);
  return ts.createProgram({
    rootNames: config.fileNames,
    options: config.options,
    host: hostWithSharedLibraries(config.options),
    configFileParsingDiagnostics: config.errors,
  });
}

function consumerProgram(folder: string): ts.Program {
  const options: ts.CompilerOptions = {
    ...STRICT,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    types: [],
  };
  const file = join(folder, "dist/client.d.ts");
  return ts.createProgram([file], options, hostWithSharedLibraries(options));
}

const STRICT: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: false,
  // The package's declarations are checked, those of TypeScript itself are not.
  skipDefaultLibCheck: true,
  exactOptionalPropertyTypes: true,
};

function errorsOf(program: ts.Program): string[] {
  const all = [...program.getConfigFileParsingDiagnostics(), ...ts.getPreEmitDiagnostics(program)];
  return all.map((found) => {
    const text = ts.flattenDiagnosticMessageText(found.messageText, "\n");
    const file = found.file?.fileName.split("/").slice(-2).join("/") ?? "";
    return `${file} TS${found.code}: ${text}`;
  });
}
