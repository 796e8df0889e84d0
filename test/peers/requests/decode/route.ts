import { type Members, type Route, routesOf } from "../document.js";
import { matchTemplate } from "./path.js";

/** A path template as requests are told apart by it: without the fragment and the query that some documents write into it. */
export interface Template {
  readonly route: Route;
  readonly path: string;
  /** `beta=true`. */
  readonly fixedQuery: readonly string[];
}

export function templateOf(route: Route): Template {
  const [withoutFragment = ""] = route.path.split("#", 1);
  const mark = withoutFragment.indexOf("?");
  if (mark < 0) return { route, path: withoutFragment, fixedQuery: [] };
  return {
    route,
    path: withoutFragment.slice(0, mark),
    fixedQuery: withoutFragment.slice(mark + 1).split("&"),
  };
}

/** Which routes of the document a request may be of. */
export type Router = (method: string, path: string, query: string) => readonly Route[];

/** OAS 3.1 §4.8.8: concrete paths come before templated ones; of equal ones all are given. */
export function routerOf(document: Members): Router {
  const templates = new Map<string, Template[]>();
  for (const route of routesOf(document)) {
    const template = templateOf(route);
    const key = `${route.method} ${template.path.split("/").length}`;
    templates.set(key, [...(templates.get(key) ?? []), template]);
  }
  return (method, path, query) => {
    const pairs = query.split("&");
    const matching = (templates.get(`${method} ${path.split("/").length}`) ?? [])
      .filter(({ fixedQuery }) => fixedQuery.every((pair) => pairs.includes(pair)))
      .filter((template) => matchTemplate(template.path, path) !== undefined);
    return matching
      .filter((one) => !matching.some((other) => isMoreConcrete(other, one)))
      .map(({ route }) => route);
  };
}

/** At the first segment where they differ in kind, a literal one is the more concrete; else the longer fixed query. */
function isMoreConcrete(one: Template, other: Template): boolean {
  const [left, right] = [one.path.split("/"), other.path.split("/")];
  for (const [at, segment] of left.entries()) {
    const [a, b] = [segment.includes("{"), right[at]?.includes("{") ?? false];
    if (a !== b) return b;
  }
  return one.fixedQuery.length > other.fixedQuery.length;
}
