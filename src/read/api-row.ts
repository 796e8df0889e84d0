import type { ts } from "ts-morph";
import type { PackageSettings } from "../emit/package/package-facts.js";
import {
  DEFAULT_LIMITS,
  DEFAULT_POLICY,
  type Limits,
  type Policy,
  type SecurityRequirement,
  type SecurityScheme,
  type Server,
} from "../runtime/api/api.js";
import type { Module } from "./module.js";
import { readRow } from "./row-reader.js";
import { readSecurity } from "./security.js";
import {
  COUNT,
  DECISION,
  SECURITY,
  SECURITY_SCHEMES,
  SERVERS,
  TEXT,
  type ValueKind,
  WEB_URL,
} from "./value-kind.js";

/** What the row `api` of the index says. */
export interface ApiFacts {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly servers: readonly Server[];
  readonly securitySchemes: readonly SecurityScheme[];
  readonly security: readonly SecurityRequirement[];
  readonly policy: Policy;
  readonly limits: Limits;
  readonly package: PackageSettings;
}

const API_KEYS = [
  "name",
  "title",
  "version",
  "servers",
  "securitySchemes",
  "security",
  "package",
  "policy",
  "limits",
];

const PACKAGE_KEYS = [
  "name",
  "version",
  "license",
  "mcpName",
  "repository",
  "author",
  "homepage",
] as const satisfies readonly (keyof PackageSettings)[];

/** Reads the row; `undefined`, reported, when it lacks a name or a version. */
export function readApiRow(module: Module, expression: ts.Expression): ApiFacts | undefined {
  const row = readRow(module, expression, API_KEYS);
  const name = row.value("name", TEXT);
  const version = row.value("version", TEXT);
  for (const [key, value] of Object.entries({ name, version })) {
    if (value !== undefined) continue;
    module.report("schema-row-value", row.at(key), { key, expected: TEXT.name });
  }
  if (name === undefined || version === undefined) return undefined;
  const securitySchemes = row.value("securitySchemes", SECURITY_SCHEMES) ?? [];
  const schemes = new Set(securitySchemes.map((scheme) => scheme.name));
  const security = row.value("security", SECURITY) ?? [];
  const policy = row.row("policy", ["effects", "namespaces", "operations", "unreviewed"]);
  const unreviewed = policy?.record("unreviewed", DECISION);
  const limits = row.row("limits", Object.keys(DEFAULT_LIMITS));
  const settings = row.row("package", PACKAGE_KEYS);
  return {
    name,
    title: row.value("title", TEXT) ?? name,
    version,
    servers: row.value("servers", SERVERS) ?? [],
    securitySchemes,
    security: readSecurity(module, row.at("security"), security, schemes),
    policy: {
      effects: {
        ...DEFAULT_POLICY.effects,
        ...policy?.record("effects", DECISION),
      },
      namespaces: policy?.record("namespaces", DECISION) ?? DEFAULT_POLICY.namespaces,
      operations: policy?.record("operations", DECISION) ?? DEFAULT_POLICY.operations,
      ...(unreviewed !== undefined && { unreviewed }),
    },
    limits: { ...DEFAULT_LIMITS, ...numbers(limits, Object.keys(DEFAULT_LIMITS)) },
    package: {
      ...texts(settings, "name", TEXT),
      ...texts(settings, "version", TEXT),
      ...texts(settings, "license", TEXT),
      ...texts(settings, "mcpName", TEXT),
      ...texts(settings, "repository", WEB_URL),
      ...texts(settings, "author", TEXT),
      ...texts(settings, "homepage", WEB_URL),
    },
  };
}

type Row = ReturnType<typeof readRow> | undefined;

function texts<K extends string>(
  row: Row,
  key: K,
  kind: ValueKind<string>,
): { readonly [P in K]?: string } {
  const value = row?.value(key, kind);
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });
}

function numbers(row: Row, keys: readonly string[]): { readonly [key: string]: number } {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = row?.value(key, COUNT);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
