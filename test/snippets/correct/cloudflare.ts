/** Right snippets for Cloudflare, as models write them, by somebody who has not seen the checks. */
export const cloudflareSnippets: readonly string[] = [
  `const { result: zones } = await cloudflare.zone.list({ status: "active", per_page: 50 });
return zones.map((z) => ({ id: z.id, name: z.name, account: z.account.name, nameServers: z.name_servers.join(", ") }));`,
  `// export all A records of a zone, page by page
const zone = (await cloudflare.zone.list({ name: "example.com" })).result?.[0];
if (!zone) return "zone not found";
let page = 1;
const records = [];
while (true) {
  const response = await cloudflare.dnsRecordsForAZone.list({ zone_id: zone.id, type: "A", per_page: 100, page });
  const batch = response.result ?? [];
  records.push(...batch.map(({ name, content, proxied = false, ttl }) => ({ name, content, proxied, ttl })));
  if (batch.length < 100) break;
  page += 1;
}
return records;`,
  `const byAccount = {};
for await (const zone of cloudflare.paginate(cloudflare.zone.list, { per_page: 50 })) {
  const key = zone.account?.name ?? "unknown";
  (byAccount[key] = byAccount[key] || []).push(zone.name);
}
return Object.entries(byAccount).map(([account, names]) => ({ account, zones: names.length, names: names.sort() }));`,
  `try {
  const wanted = [
    { type: "A", name: "www.example.com", content: "203.0.113.7", proxied: true, ttl: 1 },
    { type: "TXT", name: "example.com", content: "v=spf1 -all", ttl: 3600 },
    { type: "CNAME", name: "blog.example.com", content: "pages.example.net" },
  ];
  const ids = [];
  for (const body of wanted) {
    const { result } = await cloudflare.dnsRecordsForAZone.create({ zone_id: "023e105f4ecef8ad9ca31a8372d0c353", body });
    ids.push(result.id);
  }
  return ids;
} catch (e) {
  return e.message;
}`,
  `async () => {
  const files = ["/", "/about", "/pricing"].map((p) => \`https://example.com\${p}\`);
  const purged = await cloudflare.zone.purge({ zone_id: "023e105f4ecef8ad9ca31a8372d0c353", body: { files } });
  return purged.success ? \`purged \${files.length} files\` : purged.errors;
}`,
  `// audit: which zones do not force https?
const zones = await cloudflare.paginate(cloudflare.zone.list, {}).toArray();
const settings = await Promise.allSettled(zones.map((z) => cloudflare.zoneSettings.getAllZoneSettings({ zone_id: z.id })));
const report = [];
settings.forEach((s, i) => {
  if (s.status !== "fulfilled") {
    report.push({ zone: zones[i].name, error: s.reason.message });
    return;
  }
  const values = {};
  for (const setting of s.value.result ?? []) values[setting.id] = setting.value;
  if (values.always_use_https !== "on") report.push({ zone: zones[i].name, https: values.always_use_https, tls: values.min_tls_version });
});
return report;`,
  `const setting = "always_use_https";
const value = "on";
// the zones that an earlier snippet returned
const zones = await results.get("r1");
const done = {};
for (const { id: zone_id } of zones) {
  const res = await cloudflare.zoneSettings.editSingleSetting({ zone_id, setting_id: setting, body: { id: setting, value } });
  done[zone_id] = res.success;
}
return done;`,
  `const account_id = "01a7362d577a6c3019a474fd6f485823";
const namespaces = await cloudflare.workersKvNamespace.list({ account_id, per_page: 100 });
const counts = new Map();
for (const ns of namespaces.result ?? []) {
  let n = 0, cursor;
  do {
    const keys = await cloudflare.workersKvNamespace.listSKeys({ account_id, namespace_id: ns.id, limit: 1000, ...(cursor && { cursor }) });
    n += keys.result.length;
    cursor = keys.result_info?.cursor;
  } while (cursor);
  counts.set(ns.title, n);
}
return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1]));`,
  `export default async function () {
  const account_id = "01a7362d577a6c3019a474fd6f485823";
  const [scripts, buckets, databases, projects] = await Promise.all([
    cloudflare.workerScript.list({ account_id }),
    cloudflare.r2Bucket.list({ account_id, per_page: 100 }),
    cloudflare.d1.cloudflareD1ListDatabases({ account_id, per_page: 100 }),
    cloudflare.pagesProject.list({ account_id }),
  ]);
  const days = (date) => Math.floor((new Date() - new Date(date)) / (1000 * 60 * 60 * 24));
  return {
    workers: (scripts.result ?? []).map((s) => \`\${s.id} (\${days(s.modified_on)}d)\`),
    databases: databases.result?.map(({ name, uuid, version: v = "?" }) => \`\${name} \${uuid} \${v}\`),
    pages: projects.result?.length ?? 0,
    hasBuckets: Object.keys(buckets.result ?? {}).length > 0,
  };
}`,
  `var account = '01a7362d577a6c3019a474fd6f485823'
var statuses = ['down', 'degraded', 'inactive']
var bad = []
for (var i = 0; i < statuses.length; i++) {
  var res = await cloudflare.cloudflareTunnel.listAllTunnels({ account_id: account, status: statuses[i], is_deleted: false })
  for (var t of res.result || []) {
    bad.push({ name: t.name, status: t.status, created: t.created_at })
  }
}
return bad.sort(function (a, b) { return new Date(a.created) - new Date(b.created) })`,
  `const members = await cloudflare.accountMembers.list({ account_id: "01a7362d577a6c3019a474fd6f485823", status: "accepted", per_page: 50 });
const without2fa = (members.result ?? []).filter((m) => !m.user?.two_factor_authentication_enabled);
return without2fa.map(({ user: { email, first_name: first = "", last_name: last = "" }, roles = [] }) => ({
  who: \`\${first} \${last}\`.trim() || email,
  roles: roles.map((r) => r.name),
}));`,
  `interface Ban { ip: string; reason?: string }
const bans: Ban[] = JSON.parse('[{"ip":"198.51.100.4","reason":"scraper"},{"ip":"198.51.100.9"}]');
const existing = await cloudflare.ipAccessRulesForAUser.list({ mode: "block", "configuration.target": "ip", per_page: 100 });
const known = new Set((existing.result ?? []).map((rule) => rule.configuration.value));
const added: string[] = [];
for (const { ip, reason } of bans) {
  if (known.has(ip)) continue;
  const rule: any = await cloudflare.ipAccessRulesForAUser.create({
    body: { mode: "block", configuration: { target: "ip", value: ip }, ...(reason ? { notes: reason } : {}) },
  });
  added.push(rule.result.id);
}
return { added, skipped: bans.length - added.length };`,
  `class Table {
  constructor(database_id) {
    this.args = { account_id: "01a7362d577a6c3019a474fd6f485823", database_id };
  }
  async query(sql, ...params) {
    const { result } = await cloudflare.d1.cloudflareD1QueryDatabase({ ...this.args, body: { sql, params: params.map(String) } });
    return result?.[0]?.results ?? [];
  }
}
const db = new Table("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
const rows = await db.query("SELECT country, total FROM orders WHERE total > ? AND day >= ?", 100, "2024-06-01");
return rows.reduce((acc, row) => {
  acc[row.country] = (acc[row.country] ?? 0) + Number(row.total);
  return acc;
}, {});`,
  String.raw`const from = "203.0.113.7", to = "203.0.113.99";
const changed = [];
zones: for (const zone of (await cloudflare.zone.list({ per_page: 50 })).result ?? []) {
  if (/\.test$/.test(zone.name)) continue zones;
  const { result: records = [] } = await cloudflare.dnsRecordsForAZone.list({ zone_id: zone.id, type: "A", content: from });
  for (const r of records) {
    await cloudflare.dnsRecordsForAZone.patch({ zone_id: zone.id, dns_record_id: r.id, body: { type: "A", name: r.name, content: to } });
    changed.push(r.name);
    if (changed.length >= 20) break zones;
  }
}
return changed;`,
  `const zone_id = "023e105f4ecef8ad9ca31a8372d0c353";
const checks = { routes: ["workerRoutes", "list"], pageRules: ["pageRules", "list"], rulesets: ["zoneRulesets", "list"] };
const summary = {};
for (const key of Object.keys(checks)) {
  const [ns, op] = checks[key];
  const { result } = await cloudflare[ns][op]({ zone_id });
  summary[key] = result.length;
}
const { result: rules } = await cloudflare.pageRules.list({ zone_id, order: "priority", direction: "desc" });
summary.activeRules = (rules ?? []).filter((r) => r.status === "active").map((r) => \`\${r.priority}: \${r.id}\`);
return summary;`,
];
