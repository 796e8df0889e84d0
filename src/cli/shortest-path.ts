import { relative, resolve } from "node:path";

/** A path as a person would type it in the working directory. */
export function shortestPath(path: string): string {
  const short = relative(process.cwd(), resolve(path));
  return short === "" || short.startsWith("..") ? path : short;
}
