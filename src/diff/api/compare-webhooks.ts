import type { Api, Webhook } from "../../runtime/api/api.js";
import {
  type ContentRules,
  compareContentDetails,
  compareContentTypes,
  compareMediaTypes,
} from "./compare-contents.js";
import type { TypeComparer } from "./compare-named.js";
import type { SubjectFindings } from "./findings.js";
import { memberAt } from "./place.js";
import { isSame, otherDifferences } from "./same-value.js";

const WEBHOOK_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "httpMethod",
  "summary",
  "description",
  "deprecated",
  "contents",
  "callback",
  "source",
]);
const RULES: ContentRules = {
  direction: "result",
  added: "webhook-media-type-added",
  removed: "webhook-media-type-removed",
  other: "webhook-changed",
};

/** What the API sends. `idNow` gives the new id of an operation that callbacks belong to. */
export function compareWebhooks(
  before: Api,
  after: Api,
  findings: SubjectFindings,
  comparer: TypeComparer,
  idNow: (id: string) => string,
): void {
  const all = (before.webhooks ?? []).map((webhook) => moved(webhook, idNow));
  const old = new Map(all.map((webhook) => [keyOf(webhook), webhook]));
  const added: Webhook[] = [];
  for (const webhook of after.webhooks ?? []) {
    const known = old.get(keyOf(webhook));
    old.delete(keyOf(webhook));
    if (known === undefined) added.push(webhook);
    else compareWebhook(known, webhook, findings, comparer);
  }
  for (const webhook of added) {
    const at = placeOf(webhook);
    const known = [...old.values()].find((one) => placeOf(one) === at);
    if (known === undefined) findings.add("webhook-added", at, `${webhook.name} is new`);
    else {
      old.delete(keyOf(known));
      compareWebhook(known, webhook, findings, comparer);
    }
  }
  for (const webhook of old.values()) {
    findings.add("webhook-removed", placeOf(webhook), `${webhook.name} is gone`);
  }
}

function moved(webhook: Webhook, idNow: (id: string) => string): Webhook {
  if (webhook.callback === undefined) return webhook;
  const { operation, url } = webhook.callback;
  return { ...webhook, callback: { operation: idNow(operation), url } };
}

function keyOf({ name, httpMethod, callback }: Webhook): string {
  return JSON.stringify([name, httpMethod, callback?.operation, callback?.url]);
}

/** `webhooks.newPet`, `callbacks.orders.create.onShipped`. */
function placeOf({ name, callback }: Webhook): string {
  if (callback === undefined) return memberAt("webhooks", name);
  return memberAt(`callbacks.${callback.operation}`, name);
}

function compareWebhook(
  before: Webhook,
  after: Webhook,
  findings: SubjectFindings,
  comparer: TypeComparer,
): void {
  if (isSame(before, after)) return;
  const at = placeOf(after);
  if (before.httpMethod !== after.httpMethod) {
    const message = `was ${before.httpMethod}, is ${after.httpMethod}`;
    findings.add("webhook-method-changed", at, message);
  }
  if (!isSame(before.callback, after.callback)) {
    const message = `the URL was ${before.callback?.url ?? "none"}, is ${after.callback?.url ?? "none"}`;
    findings.add("webhook-changed", at, message);
  }
  if (before.deprecated !== after.deprecated) {
    if (after.deprecated) findings.add("webhook-deprecated", at, "is deprecated");
    else findings.add("webhook-undeprecated", at, "is not deprecated any more");
  }
  if (before.contents.length === 0 && after.contents.length > 0) {
    findings.add("webhook-content-added", at, "has content");
  } else if (before.contents.length > 0 && after.contents.length === 0) {
    findings.add("webhook-content-removed", at, "has no content any more");
  } else compareMediaTypes(before.contents, after.contents, at, findings, RULES);
  compareContentTypes(before.contents, after.contents, at, findings, comparer, "result");
  compareContentDetails(before.contents, after.contents, at, findings, comparer, RULES);
  if (before.summary !== after.summary || before.description !== after.description) {
    findings.addText(at);
  }
  for (const field of otherDifferences(before, after, WEBHOOK_FIELDS)) {
    findings.add("webhook-changed", at, `${field} is another`);
  }
}
