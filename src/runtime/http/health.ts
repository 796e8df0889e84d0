import type { Surface } from "../mcp/tools.js";

/** Revisions of MCP, the newest of each era. */
const PROTOCOL_VERSIONS = ["2025-11-25", "2026-07-28"];

/** What `GET /healthz` tells anyone: nothing of it is secret. */
export interface HealthFacts {
  readonly surface: Pick<Surface, "serverName" | "version">;
  /** How snippets are checked: `syntax`. */
  readonly checked: string;
}

/** 200 as long as requests are taken, 503 once the server is about to end, so that a load balancer sends it no more. */
export function healthResponse(facts: HealthFacts, state: "serving" | "stopping"): Response {
  const body = {
    status: state === "serving" ? "ok" : "stopping",
    name: facts.surface.serverName,
    version: facts.surface.version,
    checked: facts.checked,
    protocolVersions: PROTOCOL_VERSIONS,
  };
  return Response.json(body, { status: state === "serving" ? 200 : 503 });
}
