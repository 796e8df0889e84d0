/** Operations that Prism accepts no call of, or finds something wrong with, and whose fault that is. */
export interface PrismException {
  readonly document: string;
  readonly fault: "document" | "Prism" | "ours";
  readonly why: string;
  readonly operations: readonly string[];
}

const OVERLAPPING =
  "Every value that fits one branch of a oneOf in the body fits another branch of it as well.";
const READ_ONLY =
  "One schema requires what another one beside it in allOf makes readOnly: a request need not have it (OAS 3.0 §4.7.24.1), but no JSON Schema can say so.";

export const PRISM_EXCEPTIONS: readonly PrismException[] = [
  {
    document: "github.json",
    fault: "Prism",
    why: "It reads a path's text as integer and as string: a number in it fits both branches of oneOf.",
    operations: [
      "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}",
      "PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/disable",
      "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches",
      "PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/enable",
      "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs",
      "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/timing",
      "GET /repos/{owner}/{repo}/pages/deployments/{pages_deployment_id}",
      "POST /repos/{owner}/{repo}/pages/deployments/{pages_deployment_id}/cancel",
    ],
  },
  {
    document: "stripe-2022-04.json",
    fault: "Prism",
    why: "With few arguments it misses what the absent optional objects require, with all of them it cannot read the lists of objects.",
    operations: [
      "POST /v1/billing_portal/configurations",
      "POST /v1/checkout/sessions",
      "POST /v1/orders",
      "POST /v1/payment_links",
      "POST /v1/plans",
      "POST /v1/prices",
      "POST /v1/subscriptions",
    ],
  },
  {
    document: "box.json",
    fault: "document",
    why: "The form requires a field, grant_type, that its schema does not describe; Prism drops it.",
    operations: ["POST /oauth2/revoke"],
  },
  {
    document: "box.json",
    fault: "document",
    why: OVERLAPPING,
    operations: ["POST /ai/extract_structured"],
  },
  {
    document: "discord.json",
    fault: "document",
    why: "It has an enum without values, which no validator compiles.",
    operations: ["PATCH /guilds/{guild_id}/requests/{request_id}"],
  },
  {
    document: "cloudflare-2024-08.json",
    fault: "document",
    why: "A GET must have a body, which fetch cannot send.",
    operations: ["GET /accounts/{account_id}/stream/{identifier}/captions/{language}/vtt"],
  },
  {
    document: "cloudflare-2024-08.json",
    fault: "document",
    why: OVERLAPPING,
    operations: [
      "POST /accounts/{account_id}/ai/run/{model_name}",
      "PUT /accounts/{account_id}/dlp/profiles/custom/{profile_id}",
      "POST /accounts/{account_id}/magic/sites/{site_id}/acls",
      "PUT /accounts/{account_id}/magic/sites/{site_id}/acls/{acl_id}",
      "PATCH /accounts/{account_id}/magic/sites/{site_id}/acls/{acl_id}",
      "PUT /accounts/{account_id}/r2/buckets/{bucket_name}/sippy",
      "POST /accounts/{account_id}/rulesets/{ruleset_id}/rules",
      "PATCH /accounts/{account_id}/rulesets/{ruleset_id}/rules/{rule_id}",
      "PATCH /accounts/{account_id}/workers/dispatch/namespaces/{dispatch_namespace}/scripts/{script_name}/settings",
      "PATCH /accounts/{account_id}/workers/scripts/{script_name}/settings",
      "PUT /zones/{zone_id}/bot_management",
      "POST /zones/{zone_id}/rulesets/{ruleset_id}/rules",
      "PATCH /zones/{zone_id}/rulesets/{ruleset_id}/rules/{rule_id}",
      "PATCH /zones/{zone_id}/waiting_rooms/{waiting_room_id}/rules/{rule_id}",
    ],
  },
  {
    document: "cloudflare-2024-08.json",
    fault: "Prism",
    why: READ_ONLY,
    operations: [
      "POST /zones/{zone_id}/dns_records",
      "PUT /zones/{zone_id}/dns_records/{dns_record_id}",
      "PATCH /zones/{zone_id}/dns_records/{dns_record_id}",
    ],
  },
  {
    document: "digitalocean/specification/DigitalOcean-public.v2.yaml",
    fault: "document",
    why: OVERLAPPING,
    operations: ["POST /v2/droplets/actions"],
  },
];
