import { RpcTarget, WorkerEntrypoint } from "cloudflare:workers";
import type { Api as ApiRecord } from "../api/api.js";
import { apiRowOf, type OperationRow, rowOf } from "../api/row.js";
import { createClient } from "../client/client.js";
import { readEnvironment } from "../service/environment.js";
import { type Env, variablesOf } from "./env.js";
import { storedApi } from "./stored.js";

/** The operations of one namespace, as methods that other Workers call. */
type Namespace = RpcTarget;

const namespaces = new Map<string, Namespace>();

/**
 * The typed client as a service that other Workers bind to: `env.GITHUB.issues.create({ … })`. Calls are made with this Worker's own
 * credentials and are not subject to the policy for snippets: whoever is bound to it may call everything.
 */
export class Api extends WorkerEntrypoint<Env> {
  /** The same as the member of this name, also for a namespace that is called as a Worker's own handlers are. */
  namespace(name: string): Namespace {
    const found = namespaceOf(this.env, name);
    if (found === undefined) throw new TypeError(`The API has no namespace ${name}`);
    return found;
  }
}

// A member for each namespace of the API, which is not known before it is read. What other Workers may reach is looked up on prototypes alone.
Object.setPrototypeOf(
  Api.prototype,
  new Proxy(WorkerEntrypoint.prototype, {
    has: (target, name) => Reflect.has(target, name) || isNamespace(name),
    get(target, name, receiver) {
      if (Reflect.has(target, name) || !isNamespace(name))
        return Reflect.get(target, name, receiver);
      return namespaceOf(Reflect.get(receiver, "env"), name);
    },
  }),
);

function isNamespace(name: string | symbol): name is string {
  return typeof name === "string" && storedApi().namespaces.some((one) => one.name === name);
}

/** Made when it is first asked for. The bindings of an isolate do not change. */
function namespaceOf(env: Env, name: string): Namespace | undefined {
  const made = namespaces.get(name) ?? makeNamespace(env, name, storedApi());
  if (made !== undefined) namespaces.set(name, made);
  return made;
}

function makeNamespace(env: Env, name: string, api: ApiRecord): Namespace | undefined {
  const operations = api.operations.filter(({ namespace }) => namespace === name);
  if (operations.length === 0) return undefined;
  const rows = operations.map((one): [string, OperationRow] => [
    one.name,
    rowOf(one, api.security),
  ]);
  const { baseUrl, credentials } = readEnvironment(api, variablesOf(env));
  const client = createClient<{ readonly [namespace: string]: Methods }>(
    apiRowOf(api),
    { [name]: Object.fromEntries(rows) },
    {
      ...(baseUrl !== undefined && { baseUrl }),
      ...(credentials !== undefined && { auth: credentials }),
    },
  );
  const methods = client[name] ?? {};
  class Operations extends RpcTarget {}
  for (const [method] of rows) {
    Object.defineProperty(Operations.prototype, method, {
      value: (args?: object) => methods[method]?.(args),
    });
  }
  return new Operations();
}

interface Methods {
  readonly [method: string]: (args?: object) => Promise<unknown>;
}
