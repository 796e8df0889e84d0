/** Why a request gets no answer from the tools: a status of RFC 9110, and a sentence for whoever runs the client. */
export interface Refusal {
  readonly kind: "refused";
  readonly status: 400 | 401 | 403 | 405 | 413 | 415 | 500 | 503;
  readonly message: string;
  readonly headers?: { readonly [name: string]: string };
}

export function refused(
  status: Refusal["status"],
  message: string,
  headers: { readonly [name: string]: string } = {},
): Refusal {
  return { kind: "refused", status, message, headers };
}

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const INTERNAL_ERROR = -32603;
/** What MCP uses for everything that HTTP itself refuses. */
const SERVER_ERROR = -32000;

/** As JSON-RPC, which MCP clients show; the request's id is not known yet, or not worth trusting. */
export function refusalResponse({ status, message, headers }: Refusal): Response {
  const error = { code: codeOf(status), message };
  return Response.json({ jsonrpc: "2.0", error, id: null }, { status, headers: { ...headers } });
}

function codeOf(status: Refusal["status"]): number {
  return status === 500 ? INTERNAL_ERROR : SERVER_ERROR;
}

/** A body that is no JSON, or no JSON-RPC message. */
export function malformedResponse(kind: "parse" | "message", message: string): Response {
  const code = kind === "parse" ? PARSE_ERROR : INVALID_REQUEST;
  return Response.json({ jsonrpc: "2.0", error: { code, message }, id: null }, { status: 400 });
}
