import { isJsonContentType } from "@modelcontextprotocol/server";
import { malformedResponse, refusalResponse, refused } from "./refusal.js";
import { readBody } from "./request-body.js";

export type ReadMessage =
  | { readonly kind: "message"; readonly message: object }
  /** What is there is no message, and this says so. */
  | { readonly kind: "answered"; readonly response: Response };

/** The one JSON-RPC message that a request has as its body. */
export async function readMessage(request: Request): Promise<ReadMessage> {
  const answered = (response: Response): ReadMessage => ({ kind: "answered", response });
  if (!isJsonContentType(request.headers.get("content-type"))) {
    return answered(refusalResponse(refused(415, "Content-Type must be application/json.")));
  }
  const body = await readBody(request);
  if (body.kind === "refused") return answered(refusalResponse(body));
  if (body.kind === "malformed") return answered(malformedResponse("parse", body.message));
  const message = parsed(body.text);
  if (message === undefined) return answered(malformedResponse("parse", "The body is not JSON."));
  if (typeof message !== "object" || message === null || Array.isArray(message)) {
    const sentence = "The body must be one JSON-RPC message: MCP has no batches.";
    return answered(malformedResponse("message", sentence));
  }
  return { kind: "message", message };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What the log and the limits look at in a JSON-RPC message. Its parts come from the caller, so only known forms are taken. */
export interface RpcFacts {
  readonly rpc?: string;
  readonly tool?: string;
}

/** A method of MCP, `notifications/tools/list_changed`, and nothing that a caller could hide a text in. */
const METHOD = /^[A-Za-z_/]{1,64}$/;
const TOOLS = ["search", "execute"];

export function rpcFacts(message: object): RpcFacts {
  const method: unknown = Reflect.get(message, "method");
  if (typeof method !== "string") return {};
  const rpc = METHOD.test(method) ? method : "other";
  if (rpc !== "tools/call") return { rpc };
  const params: unknown = Reflect.get(message, "params");
  const name: unknown =
    typeof params === "object" && params !== null ? Reflect.get(params, "name") : undefined;
  return { rpc, tool: TOOLS.find((tool) => tool === name) ?? "other" };
}
