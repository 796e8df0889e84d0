import { transform } from "sucrase";

/** JavaScript with the lines of the TypeScript it was made from, or the first syntax error. */
export type Stripped =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "error"; readonly message: string; readonly line?: number };

/** Takes the types out of TypeScript. Asynchronous, since a host may do it where a deadline can end it. */
export type StripTypes = (code: string, signal: AbortSignal) => Promise<Stripped>;

/** `Error transforming` is Sucrase's own preamble; the place stands at the end as `(line:column)`. */
const ERROR = /^(?:Error transforming [^:]*: )?(?<message>.*?)(?: \((?<line>\d+):\d+\))?$/s;

/**
 * Takes the types out of TypeScript; every line stays where it was. Imports that only types use disappear.
 * Sucrase takes exponential time on nested arrow parameters, so a host with threads runs this where it can be ended.
 */
export function stripTypes(code: string): Stripped {
  try {
    const result = transform(code, {
      transforms: ["typescript"],
      disableESTransforms: true,
      production: true,
    });
    return { kind: "code", code: result.code };
  } catch (error) {
    if (error instanceof RangeError)
      return { kind: "error", message: "The code is nested too deeply" };
    const text = error instanceof Error ? error.message : String(error);
    const found = ERROR.exec(text)?.groups;
    return {
      kind: "error",
      message: found?.["message"] ?? text,
      ...(found?.["line"] !== undefined && { line: Number(found["line"]) }),
    };
  }
}
