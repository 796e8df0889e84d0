import { ConfigurationError } from "../client/errors.js";
import { openAccess } from "../http/access.js";
import { createFront, type Front } from "../http/front.js";
import type { Hop } from "../http/hop.js";
import { createLog } from "../http/request-log.js";
import { apiSurface } from "../mcp/api-surface.js";
import { readEnvironment } from "../service/environment.js";
import { type Env, settingsOf, variablesOf } from "./env.js";
import { storedApi } from "./stored.js";
import { createWorkerService } from "./worker-service.js";

export { Api } from "./entrypoint.js";
export { Results } from "./results.js";

/** Of this isolate, whose bindings do not change. */
let made: Front | undefined;

/** The Worker: MCP at `/mcp`, and `/healthz`. */
export default {
  async fetch(request, env, context) {
    try {
      made ??= openFront(env);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      // Whoever deployed it finds out by calling it; a name of a variable is no secret.
      console.error(error.message);
      return new Response(`This Worker cannot serve: ${error.message}\n`, { status: 503 });
    }
    const answer = made.answer(request, hopOf(request));
    context.waitUntil(answer.then((response) => giveUp(response, request.signal)));
    return answer;
  },
} satisfies ExportedHandler<Env>;

/**
 * Gives up what nobody will read. Without this, and without being waited for, a request whose caller has gone would keep its place among those
 * that are answered at one time: the platform drops what it left undone.
 */
async function giveUp({ body }: Response, { aborted }: AbortSignal): Promise<void> {
  if (aborted && body?.locked === false) await body.cancel();
}

/** @throws {ConfigurationError} for variables that cannot work. */
function openFront(env: Env): Front {
  const api = storedApi();
  const variables = variablesOf(env);
  const { credentials } = readEnvironment(api, variables);
  const { policy, allowOrigins } = settingsOf(api, variables);
  return createFront({
    api,
    surface: apiSurface(api, policy),
    service: createWorkerService(env, policy),
    credentials: () => credentials,
    // Cloudflare decides which names lead here.
    access: openAccess(api, variables, {
      reach: "network",
      allowHosts: [],
      allowOrigins,
      proxy: "none",
    }),
    checked: "syntax",
    log: createLog((line) => console.log(line), Date.now),
    now: Date.now,
  });
}

/** Cloudflare says by the URL how a request came. Only `wrangler dev` serves loopback names: elsewhere a name is one of a zone. */
function hopOf({ url }: Request): Hop {
  const { protocol, hostname } = new URL(url);
  if (protocol === "https:") return "tls";
  return LOOPBACK.has(hostname) ? "loopback" : "plain";
}

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);
