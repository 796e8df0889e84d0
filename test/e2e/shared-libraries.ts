import ts from "typescript";

const libraries = new Map<string, ts.SourceFile | undefined>();

/**
 * A compiler host that parses and binds the libraries of TypeScript once for all programs of this process: of a small package's check they
 * are nearly all.
 */
export function hostWithSharedLibraries(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, ...rest) => {
    if (!/\/typescript\/lib\/lib\.[^/]*d\.ts$/.test(file)) return read(file, version, ...rest);
    if (!libraries.has(file)) libraries.set(file, read(file, version, ...rest));
    return libraries.get(file);
  };
  return host;
}
