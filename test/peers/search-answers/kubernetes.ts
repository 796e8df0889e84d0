import type { AnsweredRequest } from "./answered-request.js";

export const KUBERNETES: readonly AnsweredRequest[] = [
  {
    request: "scale the deployment web in namespace shop to 5 replicas",
    snippet: `
      const scale = await kubernetes.appsV1.patchNamespacedDeploymentScale({
        name: "web",
        namespace: "shop",
        body: { spec: { replicas: 5 } },
      });
      return scale.spec?.replicas;`,
  },
  {
    request: "which pods are not running, in all namespaces",
    snippet: `
      const pods = await kubernetes.coreV1.listPodForAllNamespaces();
      return pods.items
        .filter((pod) => pod.status?.phase !== "Running")
        .map((pod) => ({ name: pod.metadata?.name, namespace: pod.metadata?.namespace }));`,
  },
  {
    request: "show the last 100 lines of the log of a pod",
    snippet: `
      return kubernetes.coreV1.readNamespacedPodLog({ name: "web-0", namespace: "shop", tailLines: 100 });`,
  },
  {
    request: "delete the pod web-0 in namespace shop",
    snippet: `
      const pod = await kubernetes.coreV1.deleteNamespacedPod({ name: "web-0", namespace: "shop" });
      return pod.metadata?.name;`,
  },
  {
    request: "which nodes are there and how much memory can each allocate",
    snippet: `
      const nodes = await kubernetes.coreV1.listNode();
      return nodes.items.map((node) => ({
        name: node.metadata?.name,
        memory: node.status?.allocatable?.["memory"],
      }));`,
  },
  {
    request: "create a config map with the key LOG_LEVEL set to debug",
    snippet: `
      const map = await kubernetes.coreV1.createNamespacedConfigMap({
        namespace: "shop",
        body: { metadata: { name: "settings" }, data: { LOG_LEVEL: "debug" } },
      });
      return map.metadata?.name;`,
  },
  {
    request: "make a new namespace called staging",
    snippet: `
      const namespace = await kubernetes.coreV1.createNamespace({ body: { metadata: { name: "staging" } } });
      return namespace.status?.phase;`,
  },
  {
    request: "which images do the deployments of namespace shop run",
    snippet: `
      const deployments = await kubernetes.appsV1.listNamespacedDeployment({ namespace: "shop" });
      return deployments.items.map((deployment) => ({
        name: deployment.metadata?.name,
        images: deployment.spec?.template.spec?.containers.map((container) => container.image),
      }));`,
  },
  {
    request: "list the services of a namespace with their cluster IP and ports",
    snippet: `
      const services = await kubernetes.coreV1.listNamespacedService({ namespace: "shop" });
      return services.items.map((service) => ({
        name: service.metadata?.name,
        address: service.spec?.clusterIP,
        ports: service.spec?.ports,
      }));`,
  },
  {
    request: "which hosts do the ingresses of the cluster serve",
    snippet: `
      const ingresses = await kubernetes.networkingV1.listIngressForAllNamespaces();
      return ingresses.items.flatMap((ingress) => ingress.spec?.rules?.map((rule) => rule.host) ?? []);`,
  },
  {
    request: "suspend a cron job",
    snippet: `
      const job = await kubernetes.batchV1.patchNamespacedCronJob({
        name: "backup",
        namespace: "shop",
        body: { spec: { suspend: true } },
      });
      return job.spec.suspend;`,
  },
  {
    request: "recent warning events of a namespace with reason and message",
    snippet: `
      const events = await kubernetes.eventsV1.listNamespacedEvent({ namespace: "shop" });
      return events.items
        .filter((event) => event.type === "Warning")
        .map((event) => ({ reason: event.reason, message: event.note }));`,
  },
];
