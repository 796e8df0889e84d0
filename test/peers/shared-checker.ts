import { join } from "node:path";
import ts from "typescript";
import { hostWithSharedLibraries } from "../e2e/shared-libraries.js";

/**
 * Type-checks many packages in one process. The libraries of TypeScript are parsed and bound once: of a small package's
 * check they are nearly all. The settings are the package's own; its schema and its declarations are one program.
 */
export function createSharedChecker(): (folder: string) => readonly string[] {
  return (folder) => {
    const config = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
    const { options, fileNames, errors } = ts.parseJsonConfigFileContent(
      config.config,
      ts.sys,
      folder,
      { skipDefaultLibCheck: true },
    );
    const program = ts.createProgram(fileNames, options, hostWithSharedLibraries(options));
    return [...errors, ...ts.getPreEmitDiagnostics(program)].map((found) => {
      const text = ts.flattenDiagnosticMessageText(found.messageText, "\n");
      return `${found.file?.fileName.slice(folder.length + 1) ?? ""} TS${found.code}: ${text}`;
    });
  };
}
