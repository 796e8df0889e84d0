import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Context, Span, SpanOptions, Tracer } from "@opentelemetry/api";
import type { Api } from "../api/api.js";
import type { BegunCall, CallOutcome, EndedRun } from "../audit/run-watch.js";
import type { Tracing } from "../service/observation.js";

/** The part of the package that is used. */
type OpenTelemetry = typeof import("@opentelemetry/api");

/** By convention every copy of the package, of whatever 1.x, keeps what an SDK registers under this name. */
const REGISTERED = Symbol.for("opentelemetry.js.api.1");

/**
 * Spans for the OpenTelemetry SDK that the operator has loaded with `--import`; `undefined` where none has registered, which is all that is
 * looked at then. The package `@opentelemetry/api` is then looked for from the folder in which the server was started, where the SDK is
 * installed, and beside the server. It is that copy which knows what a registration looks like, and whether it fits; nothing here does.
 * @param problem hears, in one sentence, that there is an SDK and no such package.
 */
export function openTracing(
  api: Api,
  server: URL,
  problem: (message: string) => void,
): Tracing | undefined {
  if (Reflect.get(globalThis, REGISTERED) === undefined) return undefined;
  const telemetry = installedApi([join(process.cwd(), "index.js"), fileURLToPath(server)]);
  if (telemetry !== undefined) return createTracing(telemetry, api);
  problem(
    "An OpenTelemetry SDK is loaded, but there are no spans: install @opentelemetry/api where the server is started",
  );
  return undefined;
}

function installedApi(from: readonly string[]): OpenTelemetry | undefined {
  for (const file of from) {
    try {
      return createRequire(file)("@opentelemetry/api");
    } catch {
      // It is not installed there.
    }
  }
  return undefined;
}

/** The attributes are those of the semantic conventions, of HTTP clients and of MCP; `codemode.*` are our own. No value of a call is among them. */
function createTracing(telemetry: OpenTelemetry, api: Api): Tracing {
  const { SpanKind, SpanStatusCode, context, trace } = telemetry;
  const tracer: Tracer = trace.getTracer("codemode", api.version);
  const begin = (name: string, options: SpanOptions, parent: Context) => {
    const span = tracer.startSpan(name, options, parent);
    return { span, context: trace.setSpan(parent, span) };
  };
  const fail = (span: Span, error: string | undefined): void => {
    if (error === undefined) return;
    span.setAttribute("error.type", error);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  const beginCall = (call: BegunCall, parent: Context) => {
    const { operation } = call;
    const { span } = begin(callName(call), { kind: SpanKind.CLIENT }, parent);
    if (operation !== undefined) {
      span.setAttributes({
        "http.request.method": operation.httpMethod,
        "url.template": operation.path,
        "codemode.operation": operation.id,
        "codemode.effect": operation.effect,
      });
    }
    return span;
  };
  return {
    tool(name) {
      const options = {
        kind: SpanKind.SERVER,
        attributes: {
          "mcp.method.name": "tools/call",
          "gen_ai.tool.name": name,
          "gen_ai.operation.name": "execute_tool",
        },
      };
      const tool = begin(`tools/call ${name}`, options, context.active());
      return {
        within: (action) => context.with(tool.context, action),
        run() {
          const run = begin("codemode run", { kind: SpanKind.INTERNAL }, tool.context);
          return {
            call(call) {
              const span = beginCall(call, run.context);
              return ({ outcome }) => {
                if (outcome.kind === "answered") {
                  span.setAttribute("http.response.status_code", outcome.status);
                }
                fail(span, callError(outcome));
                span.end();
              };
            },
            end({ outcome, calls }) {
              run.span.setAttributes({
                "codemode.outcome": outcome,
                "codemode.calls": calls.length,
              });
              fail(run.span, runError(outcome));
              run.span.end();
            },
          };
        },
        end(isError) {
          fail(tool.span, isError ? "tool_error" : undefined);
          tool.span.end();
        },
      };
    },
  };
}

/** `GET /issues/{id}`: method and template, as there are few of; a name that a snippet made up is none. */
function callName({ operation }: BegunCall): string {
  return operation === undefined
    ? "unknown operation"
    : `${operation.httpMethod} ${operation.path}`;
}

/** Of a client's span any status from 400 is an error, and its type is the status. */
function callError(outcome: CallOutcome): string | undefined {
  switch (outcome.kind) {
    case "answered":
      return outcome.status >= 400 ? String(outcome.status) : undefined;
    case "failed":
      return outcome.error;
    case "pending":
      return "NoAnswerYet";
  }
}

function runError(outcome: EndedRun["outcome"]): string | undefined {
  return outcome === "value" ? undefined : outcome;
}
