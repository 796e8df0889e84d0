import type { Server } from "../../runtime/api/api.js";
import type { SubjectFindings } from "./findings.js";
import { isSame, otherDifferences } from "./same-value.js";

const SERVER_FIELDS: ReadonlySet<string> = new Set(["url", "description", "variables"]);
const AT = "servers";

/** Where requests can go. The first server is where they go unless a caller says otherwise. */
export function compareServers(
  before: readonly Server[],
  after: readonly Server[],
  findings: SubjectFindings,
): void {
  if (isSame(before, after)) return;
  const old = new Map(before.map((server) => [server.url, server]));
  const now = new Set(after.map(({ url }) => url));
  const [was] = before;
  const [is] = after;
  const isMoved = was?.url !== is?.url;
  if (isMoved) {
    findings.add("server-changed", AT, `was ${was?.url ?? "none"}, is ${is?.url ?? "none"}`);
  }
  for (const { url } of after) {
    const isTold = isMoved && url === is?.url;
    if (!old.has(url) && !isTold) findings.add("server-added", AT, `${url} is new`);
  }
  for (const { url } of before) {
    const isTold = isMoved && url === was?.url;
    if (!now.has(url) && !isTold) findings.add("server-removed", AT, `${url} is gone`);
  }
  for (const server of after) {
    const known = old.get(server.url);
    if (known !== undefined) compareServer(known, server, findings);
  }
  const kept = before.filter(({ url }) => now.has(url)).map(({ url }) => url);
  const order = after.filter(({ url }) => old.has(url)).map(({ url }) => url);
  if (!isMoved && !isSame(kept, order)) {
    findings.add("server-order-changed", AT, `was ${kept.join(", ")}, is ${order.join(", ")}`);
  }
}

function compareServer(before: Server, after: Server, findings: SubjectFindings): void {
  if (before.description !== after.description) findings.addText(AT);
  if (!isSame(before.variables, after.variables)) {
    const names = new Set(
      [...(before.variables ?? []), ...(after.variables ?? [])].map(({ name }) => name),
    );
    const changed = [...names].filter((name) => {
      const old = before.variables?.find((variable) => variable.name === name);
      return !isSame(
        old,
        after.variables?.find((variable) => variable.name === name),
      );
    });
    const message = `${changed.join(", ") || "the order of variables"} of ${after.url} is another`;
    findings.add("server-variable-changed", AT, message);
  }
  for (const field of otherDifferences(before, after, SERVER_FIELDS)) {
    findings.add("api-changed", AT, `${field} of ${after.url} is another`);
  }
}
