import type { Api, Operation, Policy } from "../../runtime/api/api.js";
import type { Finding } from "../finding.js";
import type { Pairing } from "../pairing.js";
import { compareApiTypes } from "./compare-api-types.js";
import { createTypeComparer } from "./compare-named.js";
import { compareOperations, operationSubject } from "./compare-operations.js";
import { compareSchemes } from "./compare-schemes.js";
import { compareRequirements } from "./compare-security.js";
import { compareServers } from "./compare-servers.js";
import { compareWebhooks } from "./compare-webhooks.js";
import { findingsAbout, type SubjectFindings } from "./findings.js";
import { isSame, otherDifferences } from "./same-value.js";
import { typeVersions } from "./type-versions.js";

const API_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "typeName",
  "title",
  "version",
  "description",
  "servers",
  "securitySchemes",
  "security",
  "namespaces",
  "operations",
  "webhooks",
  "types",
  "policy",
  "limits",
]);

const NAMESPACE_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "typeName",
  "module",
  "description",
]);

/**
 * What changed for callers of an API: operations, arguments, bodies, results, types, credentials, servers. First the API as a whole, then the
 * operations in the order of the new version, then those that are gone, then the types. Whatever the IR holds, a difference gives a finding,
 * but for what is the same in other words, and for what the other parts tell: names of operations and their effects.
 */
export function compareApis(before: Api, after: Api, pairing: Pairing): readonly Finding[] {
  const versions = typeVersions(before, after);
  const comparer = createTypeComparer(versions);
  const whole = findingsAbout({ kind: "api" });
  const schemes = compareSchemes(before.securitySchemes, after.securitySchemes, whole);
  const schemeNow = (name: string) => schemes.get(name) ?? name;
  compareWhole(before, after, whole);
  compareRequirements(required(before), required(after), whole, schemeNow);
  const ids = new Map(pairing.pairs.map((pair) => [pair.before.id, pair.after.id]));
  compareWebhooks(before, after, whole, comparer, (id) => ids.get(id) ?? id);
  const pairs = new Map(pairing.pairs.map((pair) => [pair.after, pair]));
  const context = {
    comparer,
    schemeNow,
    isTold: (old: Operation["security"], now: Operation["security"]) =>
      isSame(old, required(before)) && isSame(now, required(after)),
  };
  const operations = after.operations.flatMap((operation) => {
    const pair = pairs.get(operation);
    return pair === undefined ? addedOperation(operation) : compareOperations(pair, context);
  });
  const removed = pairing.removed.flatMap(removedOperation);
  const types = compareApiTypes(before, after, versions, comparer);
  const namespaces = compareNamespaces(before, after);
  return [...whole.all(), ...namespaces, ...operations, ...removed, ...types];
}

/** As an operation has it: absent where nothing is needed. */
function required({ security }: Api): Operation["security"] {
  return security.length === 0 ? undefined : security;
}

function compareWhole(before: Api, after: Api, findings: SubjectFindings): void {
  if (before.name !== after.name || before.typeName !== after.typeName) {
    const message = `was ${before.name} (${before.typeName}), is ${after.name} (${after.typeName})`;
    findings.add("client-renamed", "", message);
  }
  if (before.version !== after.version) {
    findings.add("version-changed", "", `was ${before.version}, is ${after.version}`);
  }
  if (before.title !== after.title) findings.addText("title");
  if (before.description !== after.description) findings.addText("description");
  compareServers(before.servers, after.servers, findings);
  if (!isSame(ofMany(before.policy), ofMany(after.policy))) {
    findings.add("configuration-changed", "policy", "the configuration's policy is another");
  }
  if (!isSame(before.limits, after.limits)) {
    findings.add("configuration-changed", "limits", "the configuration's limits are others");
  }
  for (const field of otherDifferences(before, after, API_FIELDS)) {
    findings.add("api-changed", field, `${field} is another`);
  }
}

/** What a policy says of more than one operation; what it decides of each is told with the operation, to those who may run it. */
function ofMany({ effects, namespaces }: Policy): Pick<Policy, "effects" | "namespaces"> {
  return { effects, namespaces };
}

/** That a namespace is new or gone follows from the operations. */
function compareNamespaces(before: Api, after: Api): readonly Finding[] {
  const old = new Map(before.namespaces.map((namespace) => [namespace.name, namespace]));
  return after.namespaces.flatMap((namespace) => {
    const known = old.get(namespace.name);
    if (known === undefined || isSame(known, namespace)) return [];
    const findings = findingsAbout({ kind: "namespace", namespace: namespace.name });
    if (known.typeName !== namespace.typeName) {
      findings.add("type-renamed", "", `${known.typeName} is ${namespace.typeName}`);
    }
    if (known.module !== namespace.module) {
      const message = `was declared in ${known.module}, is in ${namespace.module}`;
      findings.add("type-relocated", "", message);
    }
    if (known.description !== namespace.description) findings.addText("");
    for (const field of otherDifferences(known, namespace, NAMESPACE_FIELDS)) {
      findings.add("api-changed", field, `${field} is another`);
    }
    return findings.all();
  });
}

function addedOperation(operation: Operation): readonly Finding[] {
  const findings = findingsAbout(operationSubject(operation));
  findings.add("operation-added", "", `${operation.id} is new`);
  return findings.all();
}

function removedOperation(operation: Operation): readonly Finding[] {
  const findings = findingsAbout(operationSubject(operation));
  const code = operation.deprecated ? "operation-removed-after-deprecation" : "operation-removed";
  findings.add(code, "", `${operation.id} is gone`);
  return findings.all();
}
