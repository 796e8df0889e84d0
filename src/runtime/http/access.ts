import { localhostAllowedHostnames, validateHostHeader } from "@modelcontextprotocol/server";
import type { Api } from "../api/api.js";
import { serverTokenVariable } from "../broker/variables.js";
import { ConfigurationError } from "../client/errors.js";
import { createTokenCheck, readMcpTokens } from "./bearer-token.js";
import { type Refusal, refused } from "./refusal.js";

export interface AccessSettings {
  /** Whether only this machine reaches the address that the server listens at. */
  readonly reach: "loopback" | "network";
  /** Host names that it is called by, without ports, beside the loopback ones. */
  readonly allowHosts: readonly string[];
  /** Origins of web pages that may use it: `https://inspector.example`. */
  readonly allowOrigins: readonly string[];
  /** Whether there is a proxy in front, which sets `X-Forwarded-Proto`. */
  readonly proxy: "none" | "trusted";
}

/** Who may call, by which names, and from which web pages. */
export interface Access {
  readonly proxy: AccessSettings["proxy"];
  /** The shared tokens; none means that only this machine can call. */
  readonly tokens: readonly string[];
  /** Against DNS rebinding: a page whose name leads to this machine says that name. */
  host(request: Request): Refusal | undefined;
  /** What is no browser sends no `Origin`, and passes. */
  origin(request: Request): Refusal | undefined;
  token(request: Request): Promise<Refusal | undefined>;
}

/**
 * What may come in. Without a token nothing but loopback may be able to reach the server, as all that then protects it are addresses
 * and names. Where there is a token, any `Host` is good unless the operator says which: a page that rebinds a name has no token.
 * @throws {ConfigurationError} where a token is missing, or is none.
 */
export function openAccess(
  api: Api,
  variables: { readonly [name: string]: string | undefined },
  settings: AccessSettings,
): Access {
  const { reach, allowHosts, proxy } = settings;
  const tokens = readMcpTokens(api, variables);
  const others = whoElse(settings);
  if (tokens.length === 0 && others !== undefined) {
    const message = `${others}, so callers must present a token: set ${serverTokenVariable(api)} (openssl rand -hex 32 makes one)`;
    throw new ConfigurationError(message);
  }
  const hosts =
    reach === "network" && allowHosts.length === 0
      ? undefined
      : [...localhostAllowedHostnames(), ...allowHosts];
  const origins = new Set(settings.allowOrigins);
  const check = createTokenCheck(tokens);
  return {
    proxy,
    tokens,
    host(request) {
      if (hosts === undefined || validateHostHeader(request.headers.get("host"), hosts).ok) {
        return undefined;
      }
      return refused(403, "This Host is not allowed: --allow-host allows a name.");
    },
    origin(request) {
      const origin = request.headers.get("origin");
      if (origin === null || origins.has(origin)) return undefined;
      if (reach === "loopback" && isLoopbackOrigin(origin)) return undefined;
      return refused(403, "This Origin is not allowed: --allow-origin allows one.");
    },
    async token(request) {
      if (tokens.length === 0) return undefined;
      const outcome = await check(request.headers.get("authorization"));
      if (outcome === "right") return undefined;
      if (outcome === "missing") {
        return refused(401, "Send the server's token: Authorization: Bearer <token>.", {
          "www-authenticate": "Bearer",
        });
      }
      return refused(401, "The bearer token is not this server's.", {
        "www-authenticate": 'Bearer error="invalid_token"',
      });
    },
  };
}

function whoElse({ reach, allowHosts, proxy }: AccessSettings): string | undefined {
  if (reach === "network") return "Other machines can reach this address";
  if (proxy === "trusted") return "With --trust-proxy other machines can reach this server";
  if (allowHosts.length > 0) return "With --allow-host other machines can reach this server";
  return undefined;
}

function isLoopbackOrigin(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return /^https?:$/.test(protocol) && localhostAllowedHostnames().includes(hostname);
}
