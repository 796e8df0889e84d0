/** Right snippets for GitHub, as loose as models write them, by whoever wrote the checks. */
export const looseSnippets: readonly string[] = [
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return issues.reduce((acc, i) => { acc[i.user.login] = (acc[i.user.login] || 0) + 1; return acc; }, {});`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const by = issues.reduce((acc, i) => { acc.total += i.comments; acc.n++; return acc; }, { total: 0, n: 0 });
    return by.total / by.n;`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const groups = issues.reduce((g, i) => ({ ...g, [i.state]: [...(g[i.state] || []), i.title] }), {});
    return groups.open;`,
  `
    try { return await github.repos.get({ owner: 'a', repo: 'b' }); } catch (e) { return { error: e.message, status: e.status, body: e.body }; }`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return issues.filter(i => new Date() - new Date(i.created_at) > 7 * 86400000).map(i => i.title);`,
  `
    function pick(x, ...keys) { const o = {}; for (const k of keys) o[k] = x[k]; return o; }
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return issues.map(i => pick(i, 'title', 'foo'));`,
  `
    const args = {};
    args.owner = 'a';
    args.repo = 'b';
    return github.issues.listForRepo(args);`,
  `
    const args = { owner: 'a', repo: 'b' };
    args.state = 'open';
    return github.issues.listForRepo(args);`,
  `
    let state = 'open';
    return github.issues.listForRepo({ owner: 'a', repo: 'b', state });`,
  `
    const opts = { owner: 'a', repo: 'b', state: 'all', sort: 'created' };
    return (await github.issues.listForRepo(opts)).length;`,
  `
    const c = await github.repos.getContent({ owner: 'a', repo: 'b', path: 'x' });
    if (Array.isArray(c)) return c.map(f => f.name);
    return atob(c.content);`,
  `
    const c = await github.repos.getContent({ owner: 'a', repo: 'b', path: 'x' });
    return c.content ? atob(c.content) : c.type;`,
  `
    const { title = 'x', user: { login } = {}, ...rest } = (await github.issues.listForRepo({ owner: 'a', repo: 'b' }))[0];
    return [title, login, rest.body];`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return (issues[0] as any).foo;`,
  `
    const issues: any[] = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return issues.map(i => i.foo.bar);`,
  `
    let page = 1;
    const all = [];
    while (true) {
     const batch = await github.issues.listForRepo({ ...{ owner: 'a', repo: 'b' }, per_page: 100, page });
     all.push(...batch);
     if (batch.length < 100) break;
     page++;
    }
    return all.map(i => i.title);`,
  `
    let res = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    res = await github.search.issuesAndPullRequests({ q: 'x' });
    return res.items.length;`,
  `
    const data = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const list = data.items || data;
    return list.length;`,
  `
    const data = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const list = Array.isArray(data) ? data : data.items;
    return list.length;`,
  `
    const data = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const list = data.items ?? data.data ?? data;
    return list.length;`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    for (const i of issues) { i.score = i.comments * 2; }
    issues.sort((a, b) => b.score - a.score);
    return issues[0].score;`,
  `
    const issues = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).map(i => ({ ...i, age: Date.now() - new Date(i.created_at) }));
    return issues[0].age;`,
  `
    const issues = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).map(i => Object.assign(i, { age: 1 }));
    return issues[0].age;`,
  `
    const x = await github.repos.get({ owner: 'a', repo: 'b' }).catch(() => null);
    return x ? x.name : 'none';`,
  `
    const x = await github.repos.get({ owner: 'a', repo: 'b' }).catch(e => ({ error: e.message }));
    return x.error || x.name;`,
  `
    const rs = await Promise.allSettled([github.repos.get({ owner: 'a', repo: 'b' })]);
    return rs.map(r => r.status === 'fulfilled' ? r.value.name : r.reason.message);`,
  `
    const rs = await Promise.allSettled([github.repos.get({ owner: 'a', repo: 'b' })]);
    return rs.filter(r => r.value).map(r => r.value.name);`,
  `
    const m = new Map();
    for (const i of await github.issues.listForRepo({ owner: 'a', repo: 'b' })) { if (!m.has(i.user.login)) m.set(i.user.login, []); m.get(i.user.login).push(i); }
    return [...m.entries()].map(([k, v]) => [k, v.length, v[0].title]);`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return Object.fromEntries(issues.map(i => [i.number, i.title]));`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const names = issues.flatMap(i => i.labels.map(l => typeof l === 'string' ? l : l.name));
    return [...new Set(names)];`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return issues.flatMap(i => i.labels.map(l => l.name || l));`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return issues.flatMap(i => i.labels.map(l => l.name));`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const prs = issues.filter(i => i.pull_request);
    const rest = issues.filter(i => !i.pull_request);
    return { prs: prs.length, rest: rest.length };`,
  `
    const repos = ['x', 'y'];
    const out = {};
    for (const repo of repos) {
     const r = await github.repos.get({ owner: 'a', repo });
     out[repo] = { stars: r.stargazers_count, lic: r.license?.spdx_id ?? null };
    }
    return out;`,
  `
    const res = await github.search.repos({ q: 'x', per_page: 5 });
    return res.items.map(({ full_name, stargazers_count: stars }) => ({ full_name, stars }));`,
  `
    const out = [];
    for await (const i of github.paginate(github.issues.listForRepo, { owner: 'a', repo: 'b' })) { out.push(i.title); if (out.length > 10) break; }
    return out;`,
  `
    const all = await github.paginate(github.issues.listForRepo, { owner: 'a', repo: 'b' }, { pages: 2 }).toArray();
    return all.length;`,
  `
    const all = await github.paginate(github.search.issuesAndPullRequests, { q: 'x' }).toArray();
    return all.map(i => i.title);`,
  `
    const { status, headers, body } = await github.raw(github.repos.get, { owner: 'a', repo: 'b' });
    return [status, headers['etag'], body.name];`,
  `
    async () => { const r = await github.repos.get({ owner: 'a', repo: 'b' }); return r.name; }`,
  `
    export default async () => { const r = await github.repos.get({ owner: 'a', repo: 'b' }); return r.name; };`,
  `
    const main = async () => { const r = await github.repos.get({ owner: 'a', repo: 'b' }); return r.name; };
    export default main;`,
  `
    \`\`\`ts
    const r = await github.repos.get({ owner: 'a', repo: 'b' });
    return r.name;
    \`\`\``,
  `
    interface Row { n: number; t: string }
    const rows: Row[] = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).map(i => ({ n: i.number, t: i.title }));
    return rows;`,
  `
    const s = await search('list issues');
    return s.text.length;`,
  `
    const r = await results.get('abc');
    return r.items.length;`,
  `
    const sleep = ms => new Promise(r => setTimeout(r, ms));
    await sleep(10);
    return github.repos.get({ owner: 'a', repo: 'b' });`,
  `
    const chunk = (xs, n) => xs.length ? [xs.slice(0, n), ...chunk(xs.slice(n), n)] : [];
    for (const c of chunk(await github.issues.listForRepo({ owner: 'a', repo: 'b' }), 5)) await Promise.all(c.map(i => github.issues.get({ ...{ owner: 'a', repo: 'b' }, issue_number: i.number })));`,
  `
    const call = async (fn, args) => { try { return await fn(args); } catch (e) { return null; } };
    const r = await call(github.repos.get, { owner: 'a', repo: 'b' });
    return r.whatever;`,
  `
    const ops = [github.issues.listForRepo, github.pulls.list];
    const rs = await Promise.all(ops.map(op => op({ owner: 'a', repo: 'b' })));
    return rs.map(r => r.length);`,
  `
    const best = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).reduce((best, i) => (!best || i.comments > best.comments ? i : best), null);
    return best?.title;`,
  `
    const [a, b] = await Promise.all([github.repos.get({ owner: 'a', repo: 'b' }), github.repos.listLanguages({ owner: 'a', repo: 'b' })]);
    return Object.entries(b).sort((x, y) => y[1] - x[1])[0][0] + a.name;`,
  `
    const langs = await github.repos.listLanguages({ owner: 'a', repo: 'b' });
    const total = Object.values(langs).reduce((a, b) => a + b, 0);
    return langs.TypeScript / total;`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const pulls = await github.pulls.list({ owner: 'a', repo: 'b' });
    const all = issues.concat(pulls);
    return all.map(x => x.merged_at);`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const all = [...issues, ...await github.pulls.list({ owner: 'a', repo: 'b' })];
    return all.map(x => x.merged_at ?? x.closed_at);`,
  `
    const all = [];
    all.push(...await github.pulls.list({ owner: 'a', repo: 'b' }));
    all.push(...await github.issues.listForRepo({ owner: 'a', repo: 'b' }));
    return all.map(x => x.merged_at ?? x.foo);`,
  `
    const r = await github.repos.get({ owner: 'a', repo: 'b' });
    console.log(r.name, r['anything']);
    return JSON.stringify(r, null, 2);`,
  `
    const u = new URL((await github.repos.get({ owner: 'a', repo: 'b' })).html_url);
    return u.pathname.split('/').filter(Boolean);`,
  `
    let cur = null;
    for (const i of await github.issues.listForRepo({ owner: 'a', repo: 'b' })) { if (!cur || i.comments > cur.comments) cur = i; }
    return cur.title;`,
  `
    const cache = {};
    async function get(n) { return cache[n] ??= await github.issues.get({ ...{ owner: 'a', repo: 'b' }, issue_number: n }); }
    return (await get(1)).title;`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    return Object.groupBy ? Object.groupBy(issues, i => i.state).open.length : 0;`,
  `
    const n = parseInt('5');
    return github.issues.get({ ...{ owner: 'a', repo: 'b' }, issue_number: n });`,
  `
    return github.issues.create({ ...{ owner: 'a', repo: 'b' }, body: { title: 'x', labels: ['a', 'b'] } });`,
  `
    const body = { title: 'x' };
    body.labels = ['a'];
    return github.issues.create({ ...{ owner: 'a', repo: 'b' }, body });`,
  `
    const base = { owner: 'a', repo: 'b' };
    return github.issues.create({ ...base, body: { title: \`x \${base.repo}\`, assignees: ['a'] } });`,
  `
    if (github.issues.find) return 1;
    return typeof github.issues.nope;`,
  `
    const c = await github.repos.listCommits({ owner: 'a', repo: 'b' });
    return c.map(x => ({ sha: x.sha.slice(0, 7), msg: x.commit.message.split('\\n')[0], who: x.author?.login ?? x.commit.author.name, at: x.commit.author.date }));`,
  `
    const w = await github.actions.listWorkflowRunsForRepo({ ...{ owner: 'a', repo: 'b' }, per_page: 10 });
    const failed = w.workflow_runs.filter(r => r.conclusion === 'failure');
    return failed.map(r => [r.name, r.html_url, (new Date(r.updated_at) - new Date(r.run_started_at)) / 1000]);`,
  `
    const ev = await github.activity.listRepoEvents({ owner: 'a', repo: 'b' });
    return ev.map(e => e.payload.action ?? e.payload.ref ?? e.type);`,
  `
    const t = await github.git.getTree({ ...{ owner: 'a', repo: 'b' }, tree_sha: 'main', recursive: '1' });
    return t.tree.filter(x => x.type === 'blob').map(x => x.path);`,
  `
    const { items } = await github.search.code({ q: 'x' });
    return items.map(i => i.path);`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const sorted = issues.toSorted((a, b) => a.title.localeCompare(b.title));
    return sorted.at(-1).title.replaceAll('a', 'b');`,
  `
    class Counter { constructor() { this.n = {}; } add(k) { this.n[k] = (this.n[k] ?? 0) + 1; return this; } }
    const c = new Counter();
    (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).forEach(i => c.add(i.state));
    return c.n;`,
  `
    const o = { async load() { this.data = await github.issues.listForRepo({ owner: 'a', repo: 'b' }); return this; } };
    return (await o.load()).data.foo;`,
  `
    const issues = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const [first, ...others] = issues;
    return others.length + first.number;`,
  `
    const r = await github.repos.get({ owner: 'a', repo: 'b' });
    if ('foo' in r) return r.foo;
    if (r.bar !== undefined) return r.bar;
    return r.name;`,
  `
    const r = await github.repos.get({ owner: 'a', repo: 'b' });
    r.name = r.name.toUpperCase();
    delete r.extra;
    return r;`,
  `
    // @ts-ignore
    return (await github.issues.listForRepo({ owner: 'a', repo: 'b' }))[0].foo;`,
  `
    const since = new Date(Date.now() - 864e5);
    return github.issues.listForRepo({ ...{ owner: 'a', repo: 'b' }, since });`,
  `
    const since = new Date(Date.now() - 864e5).toISOString();
    return github.issues.listForRepo({ ...{ owner: 'a', repo: 'b' }, since, labels: ['a', 'b'].join(',') });`,
  `
    const i = (await github.issues.listForRepo({ owner: 'a', repo: 'b' }))[0];
    Object.assign(i, { age: 1, 'other': 2 });
    return i.age + i.other;`,
  `
    const i = (await github.issues.listForRepo({ owner: 'a', repo: 'b' }))[0];
    i['age'] = 5;
    return i.age;`,
  `
    const i = (await github.issues.listForRepo({ owner: 'a', repo: 'b' }))[0];
    i.n ??= 5;
    return i.n;`,
  `
    return (await github.issues.listForRepo({ owner: 'a', repo: 'b' }))[0].title.isWellFormed();`,
  `
    for (const k of Object.keys(github.issues).filter(k => k.startsWith('list'))) console.log(k, typeof github.issues[k]);
    return Object.keys(github).length;`,
  `
    for (const [name, op] of Object.entries(github.issues)) { try { await op({ owner: 'a', repo: 'b' }); } catch (e) { console.log(name, e.message); } }`,
  `
    const g = { ...github };
    return g.foo;`,
  `
    const fetchAll = async (op, args) => { const out = []; for await (const x of github.paginate(op, args)) out.push(x); return out; };
    const xs = await fetchAll(github.issues.listForRepo, { owner: 'a', repo: 'b' });
    return xs.map(x => x.title + x.foo);`,
  `
    async function list({ owner = 'a', repo = 'b', state } = {}) { return github.issues.listForRepo({ owner, repo, state }); }
    return (await list({ state: 'open' })).length + (await list()).length;`,
  `
    const args = Math.random() > 2 ? { owner: 'a', repo: 'b' } : {};
    return github.issues.listForRepo(args);`,
  `
    const out: Issue[] = [];
    out.push(...await github.issues.listForRepo({ owner: 'a', repo: 'b' }));
    return out.map(x => x.foo);`,
  `
    const by: Record<string, Issue[]> = {};
    for (const i of await github.issues.listForRepo({ owner: 'a', repo: 'b' })) (by[i.state] ||= []).push(i);
    return by.open?.map(x => x.title);`,
  `
    let found;
    for (const i of await github.issues.listForRepo({ owner: 'a', repo: 'b' })) if (i.number > 3) found = i;
    return found?.title;`,
  `
    const x = await github.repos.get({ owner: 'a', repo: 'b' }).catch(console.error);
    return x.name;`,
  `
    return Array.fromAsync(github.paginate(github.issues.listForRepo, { owner: 'a', repo: 'b' }));`,
  `
    const { groups } = /(?<n>\\d+)/.exec('5') ?? {};
    return github.issues.get({ ...{ owner: 'a', repo: 'b' }, issue_number: Number(groups?.n) });`,
  `
    const seen = new Set();
    for (const i of await github.issues.listForRepo({ owner: 'a', repo: 'b' })) { if (seen.has(i.id)) continue; seen.add(i.id); }
    return seen.size;`,
  `
    const q = ['a', 'b'].map(encodeURIComponent).join('+');
    const { total_count, items: [top] } = await github.search.issuesAndPullRequests({ q, per_page: 1 });
    return { total_count, top: top?.title };`,
  `
    const stats = { open: 0, closed: 0 };
    for (const i of await github.issues.listForRepo({ owner: 'a', repo: 'b' })) stats[i.state]++;
    return stats;`,
  `
    const cmp = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    return (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).sort((a, b) => cmp(a.title, b.title) || b.number - a.number).slice(0, 3).map(({ number: n, ...r }) => [n, r.title]);`,
  `
    const retry = async (f, n = 3) => { for (let i = 0; ; i++) { try { return await f(); } catch (e) { if (i >= n || e.status !== 502) throw e; } } };
    const r = await retry(() => github.repos.get({ owner: 'a', repo: 'b' }));
    return r.anything;`,
  `
    const r = await github.users.getByUsername({ username: 'x' });
    return r.login + (r.plan?.name ?? '') + (r.company || 'none');`,
  `
    const t = await github.issues.listEventsForTimeline({ ...{ owner: 'a', repo: 'b' }, issue_number: 1 });
    return t.filter(e => e.event === 'labeled').map(e => e.label.name);`,
  `
    const t = await github.issues.listEventsForTimeline({ ...{ owner: 'a', repo: 'b' }, issue_number: 1 });
    return t.map(e => e.actor?.login ?? e.user?.login ?? e.author?.name);`,
  `
    const readme = await github.repos.getReadme({ owner: 'a', repo: 'b' });
    const text = new TextDecoder().decode(Uint8Array.from(atob(readme.content), c => c.charCodeAt(0)));
    return text.split('\\n')[0];`,
  `
    const d = await github.repos.getContent({ ...{ owner: 'a', repo: 'b' }, path: '' });
    return d.filter(x => x.type === 'dir').map(x => x.name);`,
  `
    const d = await github.repos.getContent({ ...{ owner: 'a', repo: 'b' }, path: '' });
    if (!Array.isArray(d) && d.type === 'file') return d.content;
    return d.length;`,
  `
    const d = await github.repos.getContent({ ...{ owner: 'a', repo: 'b' }, path: '' });
    if (!Array.isArray(d) && 'content' in d) return d.content.length;`,
  `
    const r = await github.pulls.listFiles({ ...{ owner: 'a', repo: 'b' }, pull_number: 1 });
    const [add, del] = r.reduce(([a, d], f) => [a + f.additions, d + f.deletions], [0, 0]);
    return add - del;`,
  `
    const m = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).reduce((m, i) => m.set(i.state, (m.get(i.state) ?? 0) + 1), new Map());
    return Object.fromEntries(m);`,
  `
    const l = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).reduce((a, i) => a.concat(i.labels), []);
    return l.map(x => x.name ?? x);`,
  `
    const first = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).find(i => i.assignees.some(a => a.login === 'me')) ?? {};
    return first.title;`,
  `
    const first = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).find(i => i.locked) || { title: 'none', extra: 1 };
    return first.extra;`,
  `
    const rows = (await github.issues.listForRepo({ owner: 'a', repo: 'b' })).map(i => [i.number, i]);
    return rows.map(([n, i]) => n + ':' + i.title);`,
  `
    const rows = Object.values(await github.meta.get());
    return rows.flat().length;`,
  `
    const x = JSON.parse(JSON.stringify(await github.issues.listForRepo({ owner: 'a', repo: 'b' })));
    return x.foo;`,
  `
    const x = structuredClone((await github.issues.listForRepo({ owner: 'a', repo: 'b' }))[0]);
    return x.title;`,
  `
    let items = (await github.search.repos({ q: 'x' })).items;
    items = items.map(({ name, stargazers_count }) => ({ name, stars: stargazers_count }));
    return items.map(i => i.stars);`,
  `
    let items = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    items = items.map(i => i.title);
    return items.map(t => t.toUpperCase());`,
  `
    let r = await github.issues.listForRepo({ owner: 'a', repo: 'b' });
    r = r[0];
    r = r.title;
    return r.toUpperCase();`,
  `
    const p = github.repos.get({ owner: 'a', repo: 'b' });
    const q = github.issues.listForRepo({ owner: 'a', repo: 'b' });
    const [repo, issues] = [await p, await q];
    return repo.name + issues.length;`,
  `
    const jobs = { repo: github.repos.get({ owner: 'a', repo: 'b' }), issues: github.issues.listForRepo({ owner: 'a', repo: 'b' }) };
    for (const k of Object.keys(jobs)) jobs[k] = await jobs[k];
    return jobs.repo.name + jobs.issues.length;`,
  `
    const jobs = { repo: github.repos.get({ owner: 'a', repo: 'b' }) };
    jobs.repo = await jobs.repo;
    return jobs.repo.name;`,
  `
    let p = github.repos.get({ owner: 'a', repo: 'b' });
    p = await p;
    return p.name;`,
  `
    const list = [];
    for (const r of ['a', 'b']) list.push(github.repos.get({ owner: 'a', repo: r }));
    const all = await Promise.all(list);
    return all.map(r => r.name);`,
];
