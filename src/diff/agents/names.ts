import type { Api } from "../../runtime/api/api.js";
import type { Finding } from "../finding.js";
import type { Pair, Pairing } from "../pairing.js";
import { operationSubject } from "../subject.js";

/** What has another name in code: namespaces and operations. That of the client, and of arguments, is told with the API. */
export function nameFindings(before: Api, after: Api, { pairs }: Pairing): readonly Finding[] {
  const lost = lostNamespaces(before, after, pairs);
  const renamed = new Map(lost.flatMap(({ name, to }) => (to === undefined ? [] : [[name, to]])));
  return [
    ...lost.map(namespaceFinding),
    ...pairs.flatMap((pair) => operationFinding(pair, renamed)),
  ];
}

/** A namespace that the new version has not. */
interface LostNamespace {
  readonly name: string;
  /** How many operations it had. */
  readonly size: number;
  /** Where all of them are that are still there; absent when none is, or when they are in several namespaces. */
  readonly to: string | undefined;
}

function lostNamespaces(before: Api, after: Api, pairs: readonly Pair[]): readonly LostNamespace[] {
  const kept = new Set(after.namespaces.map(({ name }) => name));
  return before.namespaces
    .filter(({ name }) => !kept.has(name))
    .map(({ name }) => {
      const own = pairs.filter((pair) => pair.before.namespace === name);
      const places = new Set(own.map((pair) => pair.after.namespace));
      const size = before.operations.filter(({ namespace }) => namespace === name).length;
      const [to] = places.size === 1 ? places : [];
      return { name, size, to };
    });
}

function namespaceFinding({ name, size, to }: LostNamespace): Finding {
  const had = size === 1 ? "1 operation" : `${size} operations`;
  return {
    code: to === undefined ? "namespace-removed" : "namespace-renamed",
    severity: "breaking",
    subject: { kind: "namespace", namespace: name },
    at: "",
    message:
      to === undefined
        ? `\`${name}\` is gone, which had ${had}`
        : `\`${name}\`, which had ${had}, is \`${to}\` now`,
  };
}

/** `renamed`: namespaces whose own finding tells of the operations in them. */
function operationFinding(
  { before, after }: Pair,
  renamed: ReadonlyMap<string, string>,
): readonly Finding[] {
  if (before.id === after.id) return [];
  const isTold = renamed.get(before.namespace) === after.namespace && before.name === after.name;
  if (isTold) return [];
  const message = `\`${before.id}\` is called \`${after.id}\` now`;
  const subject = operationSubject(after);
  return [{ code: "operation-renamed", severity: "breaking", subject, at: "", message }];
}
