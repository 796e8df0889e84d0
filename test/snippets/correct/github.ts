/** Right snippets for GitHub, as models write them, by somebody who has not seen the checks. */
export const githubSnippets: readonly string[] = [
  `const issues = await github.issues.listForRepo({ owner: 'vercel', repo: 'next.js', state: 'open', per_page: 100 });
const byLabel = issues
  .filter((i) => !i.pull_request)
  .reduce((acc, issue) => {
    for (const label of issue.labels) {
      const name = typeof label === 'string' ? label : label.name;
      if (!name) continue;
      acc[name] = (acc[name] || 0) + 1;
    }
    return acc;
  }, {});
return Object.entries(byLabel)
  .sort((a, b) => b[1] - a[1])
  .slice(0, 10)
  .map(([label, count]) => ({ label, count }));`,
  `// average time to merge for the last 50 closed PRs
const owner = "facebook", repo = "react";
const prs = await github.pulls.list({ owner, repo, state: "closed", sort: "updated", direction: "desc", per_page: 50 });
const merged = prs.filter(pr => pr.merged_at);
if (merged.length === 0) return "no merged pull requests";
const hours = merged.map(pr => (new Date(pr.merged_at) - new Date(pr.created_at)) / 36e5);
const avg = hours.reduce((a, b) => a + b, 0) / hours.length;
return { merged: merged.length, averageHours: Math.round(avg * 10) / 10, slowest: Math.max(...hours).toFixed(1) };`,
  `async function main() {
  const result = {};
  const repos = await github.repos.listForOrg({ org: "hashicorp", type: "public", per_page: 20 });
  result.total = repos.length;
  result.names = [];
  for (const r of repos) {
    if (r.archived) continue;
    result.names.push(r.full_name);
  }
  result.mostStarred = repos.slice().sort((a, b) => b.stargazers_count - a.stargazers_count)[0]?.name;
  return result;
}
return main();`,
  String.raw`try {
  const file = await github.repos.getContent({ owner: "nodejs", repo: "node", path: "package.json" });
  if (Array.isArray(file)) return { kind: "dir", entries: file.map((f) => f.name) };
  if (!file.content) return { kind: file.type };
  const pkg = JSON.parse(atob(file.content.replace(/\n/g, "")));
  return { kind: "file", name: pkg.name, scripts: Object.keys(pkg.scripts ?? {}) };
} catch (e) {
  return e.message;
}`,
  `const [repo, languages, contributors] = await Promise.all([
  github.repos.get({ owner: "rust-lang", repo: "cargo" }),
  github.repos.listLanguages({ owner: "rust-lang", repo: "cargo" }),
  github.repos.listContributors({ owner: "rust-lang", repo: "cargo", per_page: 5 }),
]);
const total = Object.values(languages).reduce((s, n) => s + n, 0);
return {
  stars: repo.stargazers_count,
  license: repo.license?.spdx_id ?? null,
  languages: Object.fromEntries(
    Object.entries(languages).map(([lang, bytes]) => [lang, \`\${((bytes / total) * 100).toFixed(1)}%\`]),
  ),
  top: (contributors || []).map(({ login, contributions }) => \`\${login}: \${contributions}\`),
};`,
  `const names = ["eslint/eslint", "prettier/prettier", "this-org/does-not-exist"];
const settled = await Promise.allSettled(
  names.map((full) => {
    const [owner, repo] = full.split("/");
    return github.repos.getLatestRelease({ owner, repo });
  })
);
return settled.map((s, i) =>
  s.status === "fulfilled"
    ? { repo: names[i], tag: s.value.tag_name, published: s.value.published_at }
    : { repo: names[i], error: s.reason.message }
);`,
  `let page = 1
let all = []
while (true) {
  const batch = await github.issues.listComments({ owner: 'microsoft', repo: 'TypeScript', issue_number: 9998, per_page: 100, page })
  all = all.concat(batch)
  if (batch.length < 100) break
  page++
}
const byUser = {}
all.forEach(c => {
  const who = c.user ? c.user.login : 'ghost'
  if (!byUser[who]) byUser[who] = { count: 0, last: null }
  byUser[who].count += 1
  byUser[who].last = c.created_at
})
return byUser`,
  `const seen = new Set();
const out = [];
for await (const commit of github.paginate(github.repos.listCommits, { owner: "denoland", repo: "deno", since: "2024-01-01T00:00:00Z", per_page: 100 })) {
  const email = commit.commit.author?.email;
  if (!email || seen.has(email)) continue;
  seen.add(email);
  out.push({ name: commit.commit.author.name, email });
  if (out.length >= 25) break;
}
return out;`,
  `const runs = await github.paginate(github.actions.listWorkflowRunsForRepo, {
  owner: "pnpm",
  repo: "pnpm",
  branch: "main",
  status: "completed",
  created: ">=" + new Date(Date.now() - 3 * 24 * 3600e3).toISOString().slice(0, 10),
  per_page: 50,
}).toArray();
const stats = new Map();
for (const run of runs) {
  const s = stats.get(run.name) || { ok: 0, failed: 0, ms: 0 };
  if (run.conclusion === "success") s.ok++;
  else s.failed++;
  s.ms += new Date(run.updated_at) - new Date(run.run_started_at || run.created_at);
  stats.set(run.name, s);
}
return [...stats].map(([name, s]) => ({
  name,
  failureRate: s.failed / (s.ok + s.failed),
  avgMinutes: Math.round(s.ms / (s.ok + s.failed) / 60000),
}));`,
  `async () => {
  const me = await github.users.getAuthenticated();
  const repos = await github.repos.listForAuthenticatedUser({ affiliation: "owner", sort: "pushed", direction: "desc", per_page: 10 });
  return { login: me.login, repos: repos.map(({ name, private: isPrivate, pushed_at: pushed }) => ({ name, isPrivate, pushed })) };
}`,
  `export default async function () {
  const { total_count, items } = await github.search.issuesAndPullRequests({
    q: "repo:kubernetes/kubernetes is:issue is:open label:kind/bug no:assignee",
    sort: "created",
    order: "asc",
    per_page: 10,
  });
  return { total_count, oldest: items.map((i) => ({ number: i.number, title: i.title, age: Math.floor((Date.now() - Date.parse(i.created_at)) / 86400000) })) };
}`,
  `// close stale issues (older than 180 days without activity)
const cutoff = new Date();
cutoff.setDate(cutoff.getDate() - 180);
const stale = (await github.issues.listForRepo({ owner: "acme", repo: "widgets", state: "open", sort: "updated", direction: "asc", per_page: 30 }))
  .filter((i) => new Date(i.updated_at) < cutoff && i.pull_request === undefined);
const closed = [];
for (const { number, title } of stale) {
  await github.issues.createComment({ owner: "acme", repo: "widgets", issue_number: number, body: { body: \`Closing "\${title}" because of inactivity.\` } });
  await github.issues.update({ owner: "acme", repo: "widgets", issue_number: number, body: { state: "closed", state_reason: "not_planned" } });
  closed.push(number);
}
return { closed };`,
  `const target = { owner: "acme", repo: "api" };
const wanted = { bug: "d73a4a", feature: "a2eeef", chore: "cfd3d7" };
const existing = new Set((await github.issues.listLabelsForRepo({ ...target, per_page: 100 })).map((l) => l.name));
const created = [];
for (const name in wanted) {
  if (existing.has(name)) continue;
  const label = await github.issues.createLabel({ ...target, body: { name, color: wanted[name] } });
  created.push(label.name);
}
return created;`,
  `// clear milestone and assignee
const updated = await github.issues.update({
  owner: "acme",
  repo: "widgets",
  issue_number: 42,
  body: { milestone: null, assignee: null, labels: [] },
});
return { number: updated.number, milestone: updated.milestone, assignee: updated.assignee };`,
  `const namespaces = ["orgs", "users"];
const names = { orgs: "listMembers", users: "listFollowersForUser" };
const output = {};
for (const ns of namespaces) {
  const args = ns === "orgs" ? { org: "github", per_page: 5 } : { username: "torvalds", per_page: 5 };
  const people = await github[ns][names[ns]](args);
  output[ns] = people.map((p) => p.login);
}
return output;`,
  `const ops = [
  ["pulls", "list"],
  ["issues", "listForRepo"],
  ["repos", "listBranches"],
];
const counts = await Promise.all(
  ops.map(async ([ns, op]) => {
    const list = await github[ns][op]({ owner: "sindresorhus", repo: "got", per_page: 100 });
    return [ns + "." + op, list.length];
  }),
);
return Object.fromEntries(counts);`,
  `class Walker {
  constructor(owner, repo) {
    this.owner = owner;
    this.repo = repo;
    this.files = [];
  }
  async walk(path = "", depth = 0) {
    if (depth > 2) return;
    const entries = await github.repos.getContent({ owner: this.owner, repo: this.repo, path });
    if (!Array.isArray(entries)) return;
    for (const entry of entries) {
      if (entry.type === "dir") await this.walk(entry.path, depth + 1);
      else this.files.push({ path: entry.path, size: entry.size });
    }
  }
}
const w = new Walker("expressjs", "express");
await w.walk("lib");
return w.files.sort((a, b) => b.size - a.size).slice(0, 20);`,
  `function* chunks(array, size) {
  for (let i = 0; i < array.length; i += size) yield array.slice(i, i + size);
}
const prs = await github.pulls.list({ owner: "withastro", repo: "astro", state: "open", per_page: 30 });
const report = [];
for (const group of chunks(prs, 5)) {
  const details = await Promise.all(group.map((p) => github.pulls.get({ owner: "withastro", repo: "astro", pull_number: p.number })));
  report.push(...details.map((d) => ({ number: d.number, title: d.title, size: d.additions + d.deletions, mergeable: d.mergeable })));
}
report.sort((a, b) => b.size - a.size);
return report;`,
  `const owner = "acme";
const repo = "site";
const wantedTeams = /^(frontend|design)/i;
const found = [];
outer: for (const pr of await github.pulls.list({ owner, repo, state: "open" })) {
  const files = await github.pulls.listFiles({ owner, repo, pull_number: pr.number, per_page: 100 });
  for (const f of files) {
    if (wantedTeams.test(f.filename) && f.status !== "removed") {
      found.push({ pr: pr.number, first: f.filename });
      continue outer;
    }
  }
}
return found;`,
  `var org = "acme";
var q = "platform";
var onlyOpen = true;
var teams = await github.teams.list({ org: org, per_page: 100 });
var team = teams.find(function (t) { return t.slug === q || t.name.toLowerCase().indexOf(q) !== -1; });
if (!team) return { error: "no team " + q, known: teams.map(function (t) { return t.slug; }) };
var members = await github.teams.listMembersInOrg({ org: org, team_slug: team.slug, role: "all" });
var load = {};
for (var i = 0; i < members.length; i++) {
  var res = await github.search.issuesAndPullRequests({
    q: "org:" + org + " assignee:" + members[i].login + (onlyOpen ? " is:open" : ""),
    per_page: 1
  });
  load[members[i].login] = res.total_count;
}
return load;`,
  `// Create a branch, commit a file and open a pull request
const [owner, repo] = "acme/docs".split("/");
const { default_branch: base } = await github.repos.get({ owner, repo });
const { object: { sha } } = await github.git.getRef({ owner, repo, ref: \`heads/\${base}\` });
const branch = \`docs/update-\${Date.now()}\`;
await github.git.createRef({ owner, repo, body: { ref: \`refs/heads/\${branch}\`, sha } });
const path = "CHANGELOG.md";
const current = await github.repos.getContent({ owner, repo, path, ref: branch });
const text = atob(current.content.replace(/\\s/g, ""));
await github.repos.createOrUpdateFileContents({
  owner,
  repo,
  path,
  body: { message: "Update changelog", content: btoa(\`## Next\\n\\n\${text}\`), sha: current.sha, branch },
});
const pr = await github.pulls.create({ owner, repo, body: { title: "Update changelog", head: branch, base, draft: true } });
return pr.html_url;`,
  `function buildArgs(options) {
  const { owner = "acme", repo = "widgets", since, labels = [], ...rest } = options;
  return {
    owner,
    repo,
    ...(since && { since }),
    ...(labels.length && { labels: labels.join(",") }),
    ...rest,
  };
}
const a = await github.issues.listForRepo(buildArgs({ labels: ["bug", "p1"] }));
const b = await github.issues.listForRepo(buildArgs({ repo: "gadgets", since: new Date(Date.now() - 7 * 864e5).toISOString(), state: "all" }));
return [...a, ...b].map((i) => i.html_url);`,
  String.raw`const text = "Fixes #12, closes #34 and relates to #56";
const ids = [...text.matchAll(/#(\d+)/g)].map((m) => Number(m[1]));
const issues = await Promise.all(ids.map((issue_number) => github.issues.get({ owner: "acme", repo: "widgets", issue_number })));
return issues.map(({ number, title, state, user: author, assignees: [first] = [] }) => ({
  number,
  title,
  state,
  author: author?.login,
  assignee: first?.login ?? "unassigned",
}));`,
  `let sort = "updated";
let direction = "desc";
let state = "all";
const list = await github.pulls.list({ owner: "vitejs", repo: "vite", state, sort, direction, per_page: 20 });
const dependabot = list.filter((p) => p.user && p.user.type === "Bot");
return dependabot.map((p) => \`#\${p.number} \${p.title} (\${p.head.ref} -> \${p.base.ref})\`);`,
  `const counter = () => {
  let n = 0;
  return { inc: () => ++n, get value() { return n; } };
};
const [approvals, changes] = [counter(), counter()];
const { pulls } = github;
const reviews = await pulls.listReviews({ owner: "acme", repo: "widgets", pull_number: 7 });
const latest = {};
for (const r of reviews) {
  if (!r.user) continue;
  latest[r.user.login] = r.state;
}
for (const state of Object.values(latest)) {
  switch (state) {
    case "APPROVED": approvals.inc(); break;
    case "CHANGES_REQUESTED": changes.inc(); break;
    default:
  }
}
if (changes.value === 0 && approvals.value >= 2) {
  const result = await pulls.merge({ owner: "acme", repo: "widgets", pull_number: 7, body: { merge_method: "squash" } });
  return result.merged ? result.sha : result.message;
}
return { approvals: approvals.value, changes: changes.value };`,
  `const tree = await github.git.getTree({ owner: "lodash", repo: "lodash", tree_sha: "main", recursive: "1" });
const sizes = {};
for (const item of tree.tree) {
  if (item.type !== "blob") continue;
  const ext = item.path.includes(".") ? item.path.split(".").pop() : "(none)";
  sizes[ext] = (sizes[ext] ?? 0) + (item.size ?? 0);
}
return { truncated: tree.truncated, sizes };`,
  `const { resources: { core, search: searchLimit } } = await github.rateLimit.get();
const resetIn = (limit) => Math.max(0, Math.round((limit.reset * 1000 - Date.now()) / 1000));
return {
  core: { left: core.remaining, of: core.limit, resetIn: resetIn(core) },
  search: { left: searchLimit.remaining, of: searchLimit.limit, resetIn: resetIn(searchLimit) },
};`,
  `// failing jobs of the last failed run
const { workflow_runs: [run] } = await github.actions.listWorkflowRuns({
  owner: "acme", repo: "api", workflow_id: "ci.yml", status: "failure", per_page: 1,
});
if (!run) return "nothing failed";
const { jobs } = await github.actions.listJobsForWorkflowRun({ owner: "acme", repo: "api", run_id: run.id, filter: "latest" });
const failed = jobs.filter((j) => j.conclusion === "failure");
return failed.map((job) => ({
  job: job.name,
  step: job.steps?.find((s) => s.conclusion === "failure")?.name,
  seconds: job.completed_at ? (new Date(job.completed_at) - new Date(job.started_at)) / 1000 : null,
  url: job.html_url,
}));`,
  `interface Row { repo: string; open: number; alerts?: number }
const rows: Row[] = [];
const repos: any[] = await github.repos.listForOrg({ org: "acme", sort: "updated", per_page: 10 });
for (const r of repos) {
  const row: Row = { repo: r.name, open: r.open_issues_count };
  try {
    const alerts = await github.dependabot.listAlertsForRepo({ owner: "acme", repo: r.name, state: "open", severity: "critical,high" });
    row.alerts = alerts.length;
  } catch (err) {
    console.log(\`no alerts for \${r.name}: \${(err as Error).message}\`);
  }
  rows.push(row);
}
return rows.sort((a, b) => (b.alerts ?? 0) - (a.alerts ?? 0));`,
  `const gists = await github.gists.list({ per_page: 50 });
const files = gists.flatMap((g) => Object.values(g.files).map((f) => ({ gist: g.id, ...f })));
const grouped = {};
for (const file of files) (grouped[file.language || "plain"] ||= []).push(file.filename);
return grouped;`,
  String.raw`const data = JSON.parse('{"title":"Weekly report","labels":["report"],"assignees":["octocat"]}');
const issue = await github.issues.create({ owner: "acme", repo: "ops", body: { ...data, body: ["## Summary", "", "- all green"].join("\n") } });
console.log("created", issue.number);
return { url: issue.html_url, labels: issue.labels.map((l) => l.name ?? l) };`,
  `const threads = await github.activity.listNotificationsForAuthenticatedUser({ all: false, per_page: 50 });
const old = threads.filter((t) => t.unread && Date.now() - new Date(t.updated_at).getTime() > 14 * 24 * 60 * 60 * 1000);
let marked = 0;
for (const t of old) {
  await github.activity.markThreadAsRead({ thread_id: Number(t.id) });
  marked++;
}
return { total: threads.length, marked, reasons: [...new Set(threads.map((t) => t.reason))] };`,
  String.raw`const groupBy = (items, key) =>
  items.reduce((groups, item) => {
    const k = typeof key === "function" ? key(item) : item[key];
    (groups[k] = groups[k] || []).push(item);
    return groups;
  }, {});
const gh = github;
const comparison = await gh.repos.compareCommitsWithBasehead({ owner: "vuejs", repo: "core", basehead: "v3.4.0...v3.4.1" });
const kinds = groupBy(comparison.commits, (c) => c.commit.message.match(/^(\w+)(\(.+\))?:/)?.[1] ?? "other");
return {
  ahead: comparison.ahead_by,
  commits: Object.keys(kinds).map((k) => ({ kind: k, count: kinds[k].length, authors: kinds[k].map((c) => c.author?.login) })),
  files: (comparison.files ?? []).length,
};`,
  `const retry = async (fn, times = 3) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fn();
    } catch (error) {
      if (attempt >= times || error.status === 404) throw error;
    }
  }
};
try {
  const protection = await retry(() => github.repos.getBranchProtection({ owner: "acme", repo: "widgets", branch: "main" }));
  return {
    reviews: protection.required_pull_request_reviews?.required_approving_review_count ?? 0,
    admins: !!protection.enforce_admins?.enabled,
    linear: Boolean(protection.required_linear_history?.enabled),
  };
} catch (e) {
  if (e.status === 404) return "branch is not protected";
  throw e;
}`,
  `export default async () => {
  const users = ["gaearon", "sebmarkbage", "acdlite"];
  const profiles = await Promise.all(users.map((username) => github.users.getByUsername({ username })));
  const followers = profiles.map((p) => p.followers);
  return {
    mostFollowed: profiles[followers.indexOf(Math.max(...followers))].login,
    companies: profiles.map((p) => p.company).filter(Boolean),
    oldest: profiles.map((p) => new Date(p.created_at)).sort((a, b) => a - b)[0].getFullYear(),
  };
};`,
  `let artifacts = [];
let pageNo = 0, fetched;
do {
  fetched = (await github.actions.listArtifactsForRepo({ owner: "acme", repo: "api", per_page: 100, page: ++pageNo })).artifacts;
  artifacts.push(...fetched);
} while (fetched.length === 100 && pageNo < 5);
const mb = (n) => +(n / 1024 / 1024).toFixed(2);
const expired = artifacts.filter(({ expired }) => expired);
await Promise.all(expired.map((a) => github.actions.deleteArtifact({ owner: "acme", repo: "api", artifact_id: a.id })));
return { deleted: expired.length, left: mb(artifacts.filter((a) => !a.expired).reduce((sum, a) => sum + a.size_in_bytes, 0)) };`,
  String.raw`async function findParent(sha, depth) {
  if (depth === 0) return { sha };
  const c = await github.repos.getCommit({ owner: "golang", repo: "go", ref: sha });
  if (!c.parents.length) return { sha };
  const parent = await findParent(c.parents[0].sha, depth - 1);
  return { sha: c.sha, message: c.commit.message.split("\n")[0], parent };
}
return await findParent("master", 3);`,
  `const repoInfo = { owner: "acme", repo: "widgets" };
const milestones = await github.issues.listMilestones({ ...repoInfo, state: "open", sort: "due_on", direction: "asc" });
const overdue = milestones.filter((m) => m.due_on && new Date(m.due_on) < new Date());
for (const m of overdue) {
  const due = new Date();
  due.setMonth(due.getMonth() + 1);
  await github.issues.updateMilestone({ ...repoInfo, milestone_number: m.number, body: { due_on: due.toISOString() } });
}
return milestones.map((m) => {
  const { open_issues: open, closed_issues: closed } = m;
  const percent = open + closed ? Math.round((closed / (open + closed)) * 100) : 0;
  return \`\${m.title}: \${percent}%\${overdue.includes(m) ? " (moved)" : ""}\`;
});`,
  `const hits = await search("list secret scanning alerts of a repository");
console.log(hits);
const alerts = await github.secretScanning.listAlertsForRepo({ owner: "acme", repo: "widgets", state: "open", per_page: 100 });
const table = Object.create(null);
alerts.forEach(({ secret_type_display_name: type, validity }) => {
  const cell = (table[type] = table[type] || { active: 0, other: 0 });
  cell[validity === "active" ? "active" : "other"]++;
});
return table;`,
  `const params = { owner: "prisma", repo: "prisma" };
const releases = await github.repos.listReleases({ ...params, per_page: 20 });
const downloads = releases.map((r) => ({
  tag: r.tag_name,
  downloads: r.assets.reduce((sum, asset) => sum + asset.download_count, 0),
}));
const semver = (tag) => tag.replace(/^v/, "").split(".").map(Number);
downloads.sort((x, y) => {
  const a = semver(x.tag), b = semver(y.tag);
  return b[0] - a[0] || b[1] - a[1] || b[2] - a[2];
});
const gaps = [];
for (let i = 1; i < releases.length; i++) {
  const prev = new Date(releases[i].published_at).getTime();
  gaps.push((new Date(releases[i - 1].published_at).getTime() - prev) / 86400000);
}
return { downloads, averageGapDays: gaps.reduce((a, b) => a + b, 0) / (gaps.length || 1) };`,
];
