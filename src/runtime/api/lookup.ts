import type { Api, Operation } from "./api.js";
import type { NamedType } from "./types.js";

/** An `Api` by name: what the broker, the search answers and the error messages ask it. */
export interface ApiLookup {
  readonly api: Api;
  operation(id: string): Operation | undefined;
  /** `GET /repos/{owner}/{repo}` as the document writes it; the method in any case. */
  route(route: string): Operation | undefined;
  type(name: string): NamedType | undefined;
}

export function createLookup(api: Api): ApiLookup {
  const operations = new Map(api.operations.map((operation) => [operation.id, operation]));
  const types = new Map(api.types.map((type) => [type.name, type]));
  let routes: ReadonlyMap<string, Operation> | undefined;
  return {
    api,
    operation: (id) => operations.get(id),
    route(route) {
      routes ??= new Map(api.operations.map((operation) => [routeOf(operation), operation]));
      return routes.get(route.replace(/^\s*[a-z]+/i, (method) => method.trim().toUpperCase()));
    },
    type: (name) => types.get(name),
  };
}

function routeOf({ httpMethod, path }: Operation): string {
  return `${httpMethod} ${path}`;
}
