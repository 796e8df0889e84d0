/** Right snippets for Kubernetes, as models write them, by somebody who has not seen the checks. */
export const kubernetesSnippets: readonly string[] = [
  `const pods = await kubernetes.coreV1.listPodForAllNamespaces({ limit: 500 });
const notReady = pods.items.filter((p) => p.status?.phase !== "Running" && p.status?.phase !== "Succeeded");
return notReady.map((p) => ({
  name: p.metadata.name,
  namespace: p.metadata.namespace,
  phase: p.status.phase,
  reason: p.status.containerStatuses?.[0]?.state?.waiting?.reason,
}));`,
  `const { items } = await kubernetes.coreV1.listNamespacedPod({ namespace: "default", labelSelector: "app=web" });
const restarts = items.reduce((acc, pod) => {
  const total = (pod.status?.containerStatuses || []).reduce((n, c) => n + c.restartCount, 0);
  acc[pod.metadata.name] = total;
  return acc;
}, {});
return Object.entries(restarts).filter(([, n]) => n > 5).sort((a, b) => b[1] - a[1]);`,
  `const byNode = {};
for await (const pod of kubernetes.paginate(kubernetes.coreV1.listPodForAllNamespaces, { limit: 200 })) {
  const node = pod.spec?.nodeName ?? "unscheduled";
  if (!byNode[node]) byNode[node] = { pods: 0, cpu: 0 };
  byNode[node].pods += 1;
  for (const c of pod.spec.containers) {
    const cpu = c.resources?.requests?.cpu;
    if (!cpu) continue;
    byNode[node].cpu += cpu.endsWith("m") ? parseInt(cpu, 10) : Number(cpu) * 1000;
  }
}
return byNode;`,
  `// scale a deployment and show the result
const namespace = "shop";
const name = "checkout";
const replicas = Number("4");
const scale = await kubernetes.appsV1.readNamespacedDeploymentScale({ namespace, name });
scale.spec.replicas = replicas;
await kubernetes.appsV1.replaceNamespacedDeploymentScale({ namespace, name, body: scale });
const d = await kubernetes.appsV1.readNamespacedDeployment({ namespace, name });
return { wanted: d.spec.replicas, ready: d.status.readyReplicas ?? 0, images: d.spec.template.spec.containers.map((c) => c.image) };`,
  String.raw`try {
  const log = await kubernetes.coreV1.readNamespacedPodLog({ name: "api-0", namespace: "prod", tailLines: 200, timestamps: true });
  const errors = log.split("\n").filter((line) => /error|exception/i.test(line));
  return errors.slice(-20);
} catch (e) {
  return e.message;
}`,
  `async () => {
  const nodes = await kubernetes.coreV1.listNode();
  return nodes.items.map(({ metadata: { name, labels = {} }, status, spec }) => ({
    name,
    role: Object.keys(labels).filter((l) => l.startsWith("node-role.kubernetes.io/")).map((l) => l.split("/")[1]).join(","),
    ready: status.conditions.find((c) => c.type === "Ready")?.status === "True",
    version: status.nodeInfo.kubeletVersion,
    cordoned: spec?.unschedulable === true,
  }));
}`,
  `const [namespaces, quotas] = await Promise.all([
  kubernetes.coreV1.listNamespace(),
  kubernetes.coreV1.listResourceQuotaForAllNamespaces(),
]);
const withQuota = new Set(quotas.items.map((q) => q.metadata.namespace));
return namespaces.items.map((n) => n.metadata.name).filter((n) => !withQuota.has(n) && !/^kube-/.test(n));`,
  String.raw`const suffixes = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, k: 1e3, M: 1e6, G: 1e9 };
function bytes(q) {
  const m = /^(\d+(?:\.\d+)?)([A-Za-z]*)$/.exec(q);
  if (!m) return 0;
  return Number(m[1]) * (suffixes[m[2]] || 1);
}
const claims = await kubernetes.coreV1.listPersistentVolumeClaimForAllNamespaces();
const perClass = {};
for (const pvc of claims.items) {
  const cls = pvc.spec?.storageClassName || "(default)";
  const size = bytes(pvc.spec?.resources?.requests?.storage ?? "0");
  perClass[cls] = (perClass[cls] || 0) + size;
}
return Object.fromEntries(Object.entries(perClass).map(([k, v]) => [k, (v / 2 ** 30).toFixed(1) + " GiB"]));`,
  `const cm = await kubernetes.coreV1.readNamespacedConfigMap({ name: "app-config", namespace: "default" });
const settings = JSON.parse(cm.data["settings.json"]);
settings.featureFlags = { ...settings.featureFlags, newCheckout: true };
cm.data["settings.json"] = JSON.stringify(settings, null, 2);
const saved = await kubernetes.coreV1.replaceNamespacedConfigMap({ name: "app-config", namespace: "default", body: cm });
return saved.metadata.resourceVersion;`,
  `export default async function () {
  const kinds = {
    deployments: () => kubernetes.appsV1.listDeploymentForAllNamespaces(),
    statefulSets: () => kubernetes.appsV1.listStatefulSetForAllNamespaces(),
    daemonSets: () => kubernetes.appsV1.listDaemonSetForAllNamespaces(),
  };
  const out = {};
  for (const [kind, load] of Object.entries(kinds)) {
    const list = await load();
    out[kind] = list.items.map((o) => o.metadata.namespace + "/" + o.metadata.name);
  }
  return out;
}`,
  `const events = await kubernetes.coreV1.listEventForAllNamespaces({ fieldSelector: "type=Warning", limit: 300 });
const hourAgo = new Date(Date.now() - 3600 * 1000);
const recent = events.items.filter((e) => new Date(e.lastTimestamp || e.eventTime) > hourAgo);
const groups = new Map();
for (const e of recent) {
  const key = [e.reason, e.involvedObject.kind].join(":");
  const g = groups.get(key) || { count: 0, example: e.message, objects: new Set() };
  g.count += e.count ?? 1;
  g.objects.add(\`\${e.involvedObject.namespace}/\${e.involvedObject.name}\`);
  groups.set(key, g);
}
return [...groups.entries()].sort((a, b) => b[1].count - a[1].count).map(([key, g]) => ({ key, count: g.count, example: g.example, objects: [...g.objects] }));`,
  `const ns = "batch";
const { items: jobs } = await kubernetes.batchV1.listNamespacedJob({ namespace: ns });
const durations = jobs
  .filter((j) => j.status?.completionTime)
  .map((j) => ({ name: j.metadata.name, seconds: (new Date(j.status.completionTime) - new Date(j.status.startTime)) / 1000 }));
durations.sort((a, b) => b.seconds - a.seconds);
return { slowest: durations[0] ?? null, failed: jobs.filter((j) => (j.status?.failed || 0) > 0).map((j) => j.metadata.name) };`,
  `// run a cron job by hand
const namespace = "batch", cronName = "nightly-report";
const cron = (await kubernetes.batchV1.listCronJobForAllNamespaces()).items.find((c) => c.metadata.name === cronName && c.metadata.namespace === namespace);
if (!cron) return \`no cron job \${cronName}\`;
const job = await kubernetes.batchV1.createNamespacedJob({
  namespace,
  body: {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: \`\${cronName}-\${Date.now()}\`, annotations: { "cronjob.kubernetes.io/instantiate": "manual" } },
    spec: cron.spec.jobTemplate.spec,
  },
});
return job.metadata.name;`,
  `const groups = ["appsV1", "batchV1"];
const ops = { appsV1: ["listNamespacedDeployment", "listNamespacedReplicaSet"], batchV1: ["listNamespacedJob"] };
const counts = {};
for (const group of groups) {
  for (const op of ops[group]) {
    const { items } = await kubernetes[group][op]({ namespace: "default" });
    counts[\`\${group}.\${op}\`] = items.length;
  }
}
return counts;`,
  `let token
const names = []
do {
  const list = await kubernetes.coreV1.listPodForAllNamespaces({ limit: 100, ...(token && { continue: token }) })
  list.items.forEach(p => names.push(p.metadata.namespace + '/' + p.metadata.name))
  token = list.metadata && list.metadata.continue
} while (token)
return names.length`,
  `async function ownerChain(namespace, refs, depth = 0) {
  const ref = (refs || []).find((r) => r.controller);
  if (!ref || depth > 3) return [];
  if (ref.kind !== "ReplicaSet") return [ref.kind + "/" + ref.name];
  const sets = await kubernetes.appsV1.listNamespacedReplicaSet({ namespace, fieldSelector: \`metadata.name=\${ref.name}\` });
  const rest = await ownerChain(namespace, sets.items[0]?.metadata?.ownerReferences, depth + 1);
  return [ref.kind + "/" + ref.name, ...rest];
}
const { items: [pod] } = await kubernetes.coreV1.listNamespacedPod({ namespace: "prod", limit: 1 });
return pod ? ownerChain("prod", pod.metadata.ownerReferences) : null;`,
  `const ingresses = await kubernetes.networkingV1.listIngressForAllNamespaces();
const hosts = [];
for (const ing of ingresses.items) {
  const tlsHosts = new Set((ing.spec?.tls ?? []).flatMap((t) => t.hosts ?? []));
  for (const rule of ing.spec?.rules ?? []) {
    for (const { path = "/", backend } of rule.http?.paths ?? []) {
      hosts.push({
        host: rule.host ?? "*",
        path,
        service: backend.service ? \`\${backend.service.name}:\${backend.service.port?.number ?? backend.service.port?.name}\` : null,
        tls: tlsHosts.has(rule.host),
      });
    }
  }
}
return hosts;`,
  `const bindings = await kubernetes.rbacAuthorizationV1.listClusterRoleBinding();
const admins: { name: string; kind: string }[] = [];
for (const b of bindings.items) {
  if (b.roleRef.name !== "cluster-admin") continue;
  for (const { kind, name, namespace } of b.subjects ?? []) {
    admins.push({ kind, name: namespace ? \`\${namespace}/\${name}\` : name });
  }
}
return admins as any;`,
  `var nodeName = 'worker-3'
await kubernetes.coreV1.patchNode({ name: nodeName, body: { spec: { unschedulable: true } } })
var list = await kubernetes.coreV1.listPodForAllNamespaces({ fieldSelector: 'spec.nodeName=' + nodeName })
var evicted = []
for (var i = 0; i < list.items.length; i++) {
  var pod = list.items[i]
  var isDaemon = (pod.metadata.ownerReferences || []).some(function (o) { return o.kind === 'DaemonSet' })
  if (isDaemon) continue
  await kubernetes.coreV1.deleteNamespacedPod({ name: pod.metadata.name, namespace: pod.metadata.namespace, gracePeriodSeconds: 30 })
  evicted.push(pod.metadata.name)
}
return evicted`,
  `const makeDeployment = (name, image, { replicas = 1, port, env = {} } = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, labels: { app: name } },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{
          name,
          image,
          ...(port ? { ports: [{ containerPort: port }] } : {}),
          env: Object.entries(env).map(([key, value]) => ({ name: key, value: String(value) })),
        }],
      },
    },
  },
});
const existing = (await kubernetes.appsV1.listNamespacedDeployment({ namespace: "default" })).items.map((d) => d.metadata?.name);
const created = [];
for (const [n, img] of [["web", "nginx:1.27"], ["cache", "redis:7"]]) {
  if (existing.includes(n)) continue;
  const res = await kubernetes.appsV1.createNamespacedDeployment({ namespace: "default", body: makeDeployment(n, img, { replicas: 2, env: { LEVEL: 1 } }) });
  created.push(res.metadata?.uid);
}
// restart whatever was there already
const stamp = { "kubectl.kubernetes.io/restartedAt": new Date().toISOString() };
await Promise.all(existing.map((name) => kubernetes.appsV1.patchNamespacedDeployment({
  name, namespace: "default", body: { spec: { template: { metadata: { annotations: stamp } } } },
})));
return { created, restarted: existing.length };`,
];
