import { printable } from "../diagnostics/printable.js";
import { referencedTypes } from "../emit/tools/references.js";
import type { Api, Operation } from "../runtime/api/api.js";
import { createLookup } from "../runtime/api/lookup.js";
import type { Type } from "../runtime/api/types.js";
import { decide } from "../runtime/broker/policy.js";
import { declarationText } from "../runtime/search/block.js";
import { type SignatureView, signatureText } from "../runtime/search/signature.js";
import { supplierTexts } from "../runtime/search/supplier-text.js";
import { startPrint } from "../runtime/search/type-text.js";
import type { Style } from "./terminal.js";

/** Everything, for a reader who can scroll. */
const WHOLE: SignatureView = {
  arguments: "all",
  depth: 8,
  properties: 1_000,
  members: 200,
  notes: "shown",
  named: 0,
  required: "kept",
};
const DESCRIPTION_LENGTH = 1_000;

/** One operation for a person: how to call it, what it does, and every type that it reaches. */
export function operationReport(api: Api, operation: Operation, style: Style): string {
  const types = new Map(api.types.map((type) => [type.name, type]));
  const { decision } = decide(operation, api.policy, { allow: [], deny: [] });
  const about = operation.description ?? operation.summary;
  const security = (operation.security ?? [])
    .map((alternative) => alternative.map(({ scheme }) => scheme).join(" + ") || "none")
    .join(" or ");
  const facts: readonly (readonly [string, string])[] = [
    ["route", `${operation.httpMethod} ${operation.path}`],
    ["effect", `${operation.effect} (${decision})`],
    ["pages", pagesText(operation)],
    ["operationId", operation.operationId ?? ""],
    ["security", security],
    ...supplierFacts(api, operation),
    ...(operation.source === undefined ? [] : [["source", operation.source] as const]),
    ["", operation.deprecated ? "deprecated" : ""],
  ];
  return `${[
    signatureText(api.name, operation, WHOLE, startPrint()),
    "",
    ...(about === undefined ? [] : [printable(about.replace(/\s+/g, " "), DESCRIPTION_LENGTH), ""]),
    ...facts
      .filter(([, value]) => value !== "")
      .map(([name, value]) => `${style.dim(name.padEnd(12))}${printable(value)}`),
    ...referencedTypes(typesOf(operation), types).flatMap((named) => [
      "",
      declarationText(named.name, named.type, WHOLE, startPrint()),
    ]),
  ].join("\n")}\n`;
}

/** `cursor: items=/data argument=/after …` */
function pagesText({ pagination }: Operation): string {
  if (pagination === undefined) return "";
  const { kind, ...places } = pagination;
  const texts = Object.entries(places).map(([key, place]) => `${key}=${JSON.stringify(place)}`);
  return `${kind}: ${texts.join(" ")}`;
}

/** `ids from`, a line for each group of arguments with one source. */
function supplierFacts(api: Api, operation: Operation): readonly (readonly [string, string])[] {
  return supplierTexts(operation, 2, createLookup(api)).map((text, at) => [
    at === 0 ? "ids" : " ",
    text,
  ]);
}

function typesOf(operation: Operation): readonly Type[] {
  return [
    ...operation.parameters.map((parameter) => parameter.type),
    ...(operation.body?.contents.map((content) => content.type) ?? []),
    ...(operation.result.type === undefined ? [] : [operation.result.type]),
  ];
}
