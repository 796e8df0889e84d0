import type { Diagnostics } from "../diagnostics/diagnostic.js";
import { childPointer } from "../diagnostics/pointer.js";
import { type JsonObject, textAt } from "./json.js";
import type { NormalisedDocument } from "./normalised.js";

/**
 * The servers with their URLs made absolute (OAS 3.1 §4.8.5): a relative one is resolved against where the document was retrieved
 * (RFC 3986 §5.1.3), and none at all stands for `/`. Without such a place they stay as they are.
 * @param base the URL of the document; `undefined` for one that is no resource of the web.
 */
export function withAbsoluteServers<
  Content extends Pick<NormalisedDocument, "servers" | "operations">,
>(content: Content, base: string | undefined, diagnostics: Diagnostics): Content {
  if (base === undefined) return content;
  const absolute = (servers: readonly JsonObject[], pointer: string) =>
    servers.map((server) => {
      const url = textAt(server, "url") ?? "/";
      const resolved = absoluteUrl(url, base);
      if (resolved === url) return server;
      diagnostics.report("server-from-document", pointer, { url, server: resolved });
      return { ...server, url: resolved };
    });
  const { servers, operations } = content;
  return {
    ...content,
    servers: absolute(servers.length === 0 ? [{ url: "/" }] : servers, "/servers"),
    operations: operations.map((operation) =>
      operation.servers === undefined
        ? operation
        : {
            ...operation,
            servers: absolute(operation.servers, childPointer(operation.pointer, "servers")),
          },
    ),
  };
}

/** A URL that begins with a scheme, or with a variable that may be one, is absolute. The braces of variables stay. */
function absoluteUrl(url: string, base: string): string {
  if (/^([a-z][a-z0-9+.-]*:|\{)/i.test(url) || !URL.canParse(url, base)) return url;
  return new URL(url, base).href.replace(/%7[bd]/gi, (brace) => decodeURIComponent(brace));
}
