import { printable } from "../diagnostics/printable.js";
import { apiJson } from "../emit/api/api.js";
import { namespaceMembers } from "../emit/namespace-sizes.js";
import { EFFECTS } from "../emit/policy-text.js";
import { askingWord } from "../ir/effects.js";
import type { Api, Operation } from "../runtime/api/api.js";
import { createLookup } from "../runtime/api/lookup.js";
import { nearest } from "../runtime/api/nearest.js";
import { decide } from "../runtime/broker/policy.js";
import { EFFECT_STYLES, effectReasonText } from "./effect-text.js";
import { EXIT, type ExitCode, UsageError } from "./exit.js";
import { open } from "./open.js";
import { operationReport } from "./operation-report.js";
import { scopesJson, scopesReport } from "./scopes-report.js";
import type { SpecOptions } from "./spec-options.js";
import { type Cell, counted, table } from "./table.js";
import type { Style, Terminal } from "./terminal.js";

/** The flags of `codemode inspect`. */
export interface InspectOptions extends SpecOptions {
  readonly effects?: boolean;
  readonly scopes?: boolean;
  readonly json?: boolean;
}

/** `codemode inspect`: the IR, whole or of some operations, for people or as JSON. @throws {UsageError} for an operation that there is not. */
export async function inspectCommand(
  target: string,
  names: readonly string[],
  options: InspectOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { api } = await open(target, options);
  const found = new Set(names.flatMap((name) => findOperations(api, name)));
  const operations = names.length === 0 ? undefined : [...found];
  terminal.out.write(inspection(api, operations, options, terminal.outStyle));
  return EXIT.ok;
}

function inspection(
  api: Api,
  operations: readonly Operation[] | undefined,
  options: InspectOptions,
  style: Style,
): string {
  const shown = operations ?? api.operations;
  if (options.scopes) return options.json ? scopesJson(shown) : scopesReport(api, shown, style);
  if (options.effects)
    return options.json ? effectsJson(api, shown) : effectsTable(api, shown, style);
  if (operations === undefined) return options.json ? apiJson(api) : summary(api, style);
  if (options.json) {
    const value = operations.length === 1 ? operations[0] : operations;
    return `${JSON.stringify(value, undefined, 2)}\n`;
  }
  return operations.map((operation) => operationReport(api, operation, style)).join("\n");
}

/** By id, route or operationId; all of a namespace as `issues.*`. @throws {UsageError} with the nearest names. */
function findOperations(api: Api, name: string): readonly Operation[] {
  if (!name.endsWith(".*")) return [findOperation(api, name)];
  const namespace = name.slice(0, -2);
  const members = api.operations.filter((operation) => operation.namespace === namespace);
  if (members.length > 0) return members;
  const near = nearest(
    namespace,
    api.namespaces.map((one) => one.name),
    3,
  );
  throw new UsageError(
    `There is no namespace ${printable(namespace)}`,
    near.length === 0
      ? "`codemode inspect <spec>` lists the namespaces."
      : `Did you mean ${near.map((one) => `${one}.*`).join(", ")}?`,
  );
}

function findOperation(api: Api, name: string): Operation {
  const lookup = createLookup(api);
  const found =
    lookup.operation(name) ??
    lookup.route(name) ??
    api.operations.find((operation) => operation.operationId === name);
  if (found !== undefined) return found;
  const near = nearest(
    name,
    api.operations.map(({ id }) => id),
    3,
  );
  throw new UsageError(
    `There is no operation ${printable(name)}`,
    near.length === 0
      ? "`codemode inspect <spec>` lists the namespaces, --effects every operation."
      : `Did you mean ${near.join(", ")}?`,
  );
}

function summary(api: Api, style: Style): string {
  const rows = namespaceMembers(api).map(({ namespace, operations }): readonly Cell[] => [
    { text: namespace.name, style: style.bold },
    { text: String(operations.length), align: "right" },
    ...EFFECTS.map((effect): Cell => {
      const count = operations.filter((operation) => operation.effect === effect).length;
      return { text: count === 0 ? "" : `${count} ${effect}`, style: style.dim };
    }),
    { text: printable(namespace.description ?? "", 60), style: style.dim },
  ]);
  return lines([
    `${style.bold(printable(api.title))} ${style.dim(`${api.version}, \`${api.name}\` in code`)}`,
    [
      counted(api.operations.length, "operation"),
      counted(api.namespaces.length, "namespace"),
      counted(api.types.length, "type"),
    ].join(", "),
    "",
    ...table(rows, "  "),
  ]);
}

function effectsTable(api: Api, operations: readonly Operation[], style: Style): string {
  const rows = operations.map((operation): readonly Cell[] => [
    { text: operation.effect, style: EFFECT_STYLES[operation.effect](style) },
    { text: `${effectReasonText(operation)}${askingNote(operation)}` },
    { text: decide(operation, api.policy, NO_FLAGS).decision },
    { text: operation.id, style: style.bold },
    { text: printable(`${operation.httpMethod} ${operation.path}`, 120), style: style.dim },
  ]);
  const heading = ["effect", "reason", "decision", "operation", "route"];
  return lines(table([heading.map((text) => ({ text, style: style.dim })), ...rows], ""));
}

function effectsJson(api: Api, operations: readonly Operation[]): string {
  const rows = operations.map((operation) => ({
    operation: operation.id,
    route: `${operation.httpMethod} ${operation.path}`,
    effect: operation.effect,
    reason: operation.effectReason,
    asks: askingWord(operation) ?? null,
    ...decide(operation, api.policy, NO_FLAGS),
  }));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

/** Marks a write that may only ask: a line under `effects` in the configuration makes it a read. */
function askingNote(operation: Operation): string {
  const word = askingWord(operation);
  return word === undefined ? "" : `, “${word}”: a read?`;
}

const NO_FLAGS = { allow: [], deny: [] };

function lines(text: readonly string[]): string {
  return `${text.join("\n")}\n`;
}
