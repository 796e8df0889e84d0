import { join } from "node:path";
import ts from "typescript";

/**
 * Type-checks many packages in one process. The libraries of TypeScript are parsed and bound once: of a small package's
 * check they are nearly all. The settings are the package's own; its schema and its declarations are one program.
 */
export function createSharedChecker(): (folder: string) => readonly string[] {
  const libraries = new Map<string, ts.SourceFile | undefined>();
  return (folder) => {
    const config = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
    const { options, fileNames, errors } = ts.parseJsonConfigFileContent(
      config.config,
      ts.sys,
      folder,
      { skipDefaultLibCheck: true },
    );
    const host = ts.createCompilerHost(options);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (file, version, ...rest) => {
      if (!/\/typescript\/lib\/lib\.[^/]*d\.ts$/.test(file)) return read(file, version, ...rest);
      if (!libraries.has(file)) libraries.set(file, read(file, version, ...rest));
      return libraries.get(file);
    };
    const program = ts.createProgram(fileNames, options, host);
    return [...errors, ...ts.getPreEmitDiagnostics(program)].map((found) => {
      const text = ts.flattenDiagnosticMessageText(found.messageText, "\n");
      return `${found.file?.fileName.slice(folder.length + 1) ?? ""} TS${found.code}: ${text}`;
    });
  };
}
