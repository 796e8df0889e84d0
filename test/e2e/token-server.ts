import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";

export const CLIENT_ID = "client:one";
export const CLIENT_SECRET = "s3cr&t +/%ü-of-the-client";

/** What the authorization server is like; may be changed while it runs. */
export interface TokenServerRules {
  /** How clients may say who they are. */
  authentication: "client_secret_basic" | "client_secret_post" | "public";
  /** Seconds; `undefined` says nothing. */
  expiresIn: number | string | undefined;
  scopes: readonly string[];
  delayMs: number;
  /** The API takes no token at all. */
  refusing: boolean;
  /** Answers instead of giving a token. */
  failure: ((response: ServerResponse) => void) | undefined;
}

/** An OAuth 2.0 authorization server (RFC 6749) and the API that takes its tokens, over loopback HTTP. */
export interface TokenServer {
  readonly url: string;
  readonly rules: TokenServerRules;
  /** The parameters of every token request, and how the client said who it is. */
  readonly requests: Readonly<Record<string, string>>[];
  /** Tokens that the API was called with, and how it answered. */
  readonly calls: string[];
  /** The refresh token that holds now. */
  refreshToken(): string;
  /** Makes all access tokens invalid. */
  revoke(): void;
  close(): Promise<void>;
}

export async function startTokenServer(
  given: Partial<TokenServerRules> = {},
): Promise<TokenServer> {
  const rules: TokenServerRules = {
    authentication: "client_secret_basic",
    expiresIn: 3600,
    scopes: ["read", "write", "admin"],
    delayMs: 0,
    refusing: false,
    failure: undefined,
    ...given,
  };
  const requests: Record<string, string>[] = [];
  const calls: string[] = [];
  const valid = new Map<string, { readonly scopes: readonly string[]; readonly until: number }>();
  let refreshToken = "refresh-token-0";
  let issued = 0;

  const issue = async (request: IncomingMessage, response: ServerResponse) => {
    const body = new URLSearchParams(await text(request));
    const basic = basicClient(request.headers.authorization);
    requests.push({ ...Object.fromEntries(body), ...(basic && { basic: basic.join(" ") }) });
    if (rules.delayMs > 0) await wait(rules.delayMs);
    if (rules.failure !== undefined) return rules.failure(response);
    const refuse = (status: number, error: string) => json(response, status, { error });
    if (request.method !== "POST") return refuse(405, "invalid_request");
    if (request.headers["content-type"] !== "application/x-www-form-urlencoded")
      return refuse(400, "invalid_request");
    if (!isClient(basic, body, rules.authentication)) return refuse(401, "invalid_client");
    const scopes = body.get("scope")?.split(" ") ?? [];
    if (scopes.some((scope) => !rules.scopes.includes(scope))) return refuse(400, "invalid_scope");
    const grant = body.get("grant_type");
    if (grant === "refresh_token") {
      if (body.get("refresh_token") !== refreshToken) return refuse(400, "invalid_grant");
      refreshToken = `refresh-token-${issued + 1}`;
    } else if (grant !== "client_credentials") return refuse(400, "unsupported_grant_type");
    issued += 1;
    const token = `access-token-${issued}`;
    valid.set(token, { scopes, until: Date.now() + Number(rules.expiresIn ?? 3600) * 1000 });
    json(response, 200, {
      access_token: token,
      token_type: "bearer",
      ...(rules.expiresIn !== undefined && { expires_in: rules.expiresIn }),
      ...(grant === "refresh_token" && { refresh_token: refreshToken }),
    });
  };
  /** `/needs/{scope}` and `/needs/nothing`; the answer repeats the token, as a careless API does. */
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "none";
    const held = valid.get(token);
    const needed = (request.url ?? "").split("/").at(-1) ?? "";
    const allowed = needed === "nothing" || held?.scopes.includes(needed);
    const status =
      rules.refusing || held === undefined || held.until < Date.now() ? 401 : allowed ? 200 : 403;
    calls.push(`${token} ${status}`);
    json(response, status, status === 200 ? { needed, echo: token } : { message: `no: ${token}` });
  };

  const server = createServer((request, response) => {
    if (request.url?.startsWith("/api/needs/")) return answer(request, response);
    if (request.url === "/oauth/token") return void issue(request, response);
    if (request.url === "/.well-known/openid-configuration") {
      return json(response, 200, { issuer: url, token_endpoint: `${url}/oauth/token` });
    }
    json(response, 404, {});
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    rules,
    requests,
    calls,
    refreshToken: () => refreshToken,
    revoke: () => valid.clear(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Client id and secret of HTTP Basic, each decoded as form data (RFC 6749 §2.3.1). */
function basicClient(field: string | undefined): readonly string[] | undefined {
  const encoded = /^Basic (\S+)$/.exec(field ?? "")?.[1];
  if (encoded === undefined) return undefined;
  return Buffer.from(encoded, "base64")
    .toString()
    .split(":")
    .map((part) => new URLSearchParams(`x=${part}`).get("x") ?? "");
}

function isClient(
  basic: readonly string[] | undefined,
  body: URLSearchParams,
  authentication: TokenServerRules["authentication"],
): boolean {
  switch (authentication) {
    case "client_secret_basic":
      return basic?.[0] === CLIENT_ID && basic[1] === CLIENT_SECRET && !body.has("client_secret");
    case "client_secret_post":
      return body.get("client_id") === CLIENT_ID && body.get("client_secret") === CLIENT_SECRET;
    case "public":
      return basic === undefined && body.get("client_id") === CLIENT_ID;
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
