import type { AnsweredRequest } from "./answered-request.js";

export const CLOUDFLARE: readonly AnsweredRequest[] = [
  {
    request: "add a TXT record to the zone example.com for domain verification",
    snippet: `
      const zones = await cloudflare.zone.list();
      const zone = zones.result?.find((one) => one.name === "example.com");
      if (zone === undefined) return "no such zone";
      return cloudflare.dnsRecordsForAZone.create({
        zone_id: zone.id,
        body: { type: "TXT", name: "example.com", content: "verification=123" },
      });`,
  },
  {
    request: "clear everything from the cache of a zone",
    snippet: `
      const purged = await cloudflare.zone.purge({ zone_id: "zone", body: { purge_everything: true } });
      return purged.result?.id;`,
  },
  {
    request: "which zones do I have and what is their status",
    snippet: `
      const states = ["initializing", "pending", "active", "moved"] as const;
      const pages = await Promise.all(states.map((status) => cloudflare.zone.list({ status })));
      return pages.map((page, at) => ({ status: states[at], zones: page.result?.map((zone) => zone.name) }));`,
  },
  {
    request: "list the DNS records of a zone that are proxied",
    snippet: `
      const records = await cloudflare.dnsRecordsForAZone.list({ zone_id: "zone", proxied: true });
      return records.result;`,
  },
  {
    request: "create a KV namespace and put a value in it",
    snippet: `
      const created = await cloudflare.workersKvNamespace.create({ account_id: "account", body: { title: "settings" } });
      const namespace = created.result;
      if (namespace === undefined) return created.errors;
      const written = await cloudflare.workersKvNamespace.writeKeyValuePairWithMetadata({
        account_id: "account",
        namespace_id: namespace.id,
        key_name: "greeting",
        body: { metadata: "{}", value: "hello" },
      });
      return written.success;`,
  },
  {
    request: "delete an R2 bucket",
    snippet: `
      const deleted = await cloudflare.r2Bucket.delete({ account_id: "account", bucket_name: "old-logs" });
      return deleted.success;`,
  },
  {
    request: "which workers scripts were changed last",
    snippet: `
      const scripts = await cloudflare.workerScript.list({ account_id: "account" });
      return scripts.result
        ?.map((script) => ({ id: script.id, changed: script.modified_on ?? "" }))
        .sort((one, other) => (one.changed < other.changed ? 1 : -1))
        .slice(0, 5);`,
  },
  {
    request: "block an IP address for the whole zone with an access rule",
    snippet: `
      const rule = await cloudflare.ipAccessRulesForAZone.create({
        zone_id: "zone",
        body: { configuration: { target: "ip", value: "198.51.100.4" }, mode: "block", notes: "abuse" },
      });
      return rule.result?.id;`,
  },
  {
    request: "query a D1 database with SQL",
    snippet: `
      const answer = await cloudflare.d1.cloudflareD1QueryDatabase({
        account_id: "account",
        database_id: "database",
        body: { sql: "select name from users limit 10" },
      });
      return answer.result?.map((part) => part.results);`,
  },
  {
    request: "turn on always use HTTPS for a zone",
    snippet: `
      return await cloudflare.zoneSettings.editSingleSetting({
        zone_id: "zone",
        setting_id: "always_use_https",
        body: { id: "always_use_https", value: "on" },
      });`,
  },
  {
    request: "who are the members of my account and which roles do they have",
    snippet: `
      const members = await cloudflare.accountMembers.list({ account_id: "account" });
      return members.result?.map((member) => ({ email: member.user?.email, roles: member.roles }));`,
  },
  {
    request: "list the tunnels of an account that are healthy",
    snippet: `
      const tunnels = await cloudflare.cloudflareTunnel.list({ account_id: "account", status: "healthy" });
      return tunnels.result;`,
  },
];
