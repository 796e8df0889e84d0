import type { JsonValue } from "../../runtime/api/types.js";
import { type JsonObject, textAt } from "../json.js";

/**
 * Server Objects from `host`, `basePath` and the schemes that hold, those with encryption first. Without a host, requests go where the
 * document came from (Swagger 2.0, "Swagger Object"): a relative URL. Web sockets are not HTTP and are left out.
 */
export function servers(root: JsonObject, schemes: readonly JsonValue[]): JsonObject[] {
  const basePath = (textAt(root, "basePath") ?? "").replace(/\/+$/, "");
  const path = basePath === "" || basePath.startsWith("/") ? basePath : `/${basePath}`;
  const host = textAt(root, "host");
  if (host === undefined) return path === "" ? [] : [{ url: path }];
  const known = ["https", "http"].filter((scheme) => schemes.includes(scheme));
  const used = known.length === 0 ? ["https"] : known;
  return used.map((scheme) => ({ url: `${scheme}://${host.replace(/^\w+:\/\//, "")}${path}` }));
}
