import type { Api } from "../../runtime/api/api.js";
import {
  credentialVariables,
  flagVariables,
  serverTokenVariable,
} from "../../runtime/broker/variables.js";
import type { OutputFile } from "../emitter.js";
import { slug } from "../slug.js";
import { fillTemplate, type Template } from "../template.js";

/** The newest date that the Worker was tried with. */
const COMPATIBILITY_DATE = "2026-04-01";

/** The longest name that Cloudflare takes: it becomes a part of a host name (RFC 1035 §2.3.4). */
const WORKER_NAME_LENGTH = 63;

/** The configuration of `wrangler`, ready to deploy. */
export function emitWrangler(api: Api, template: Template): OutputFile {
  const secrets = credentialVariables(api)
    .filter(({ secret }) => secret)
    .map(({ name }) => `  //   npx wrangler secret put ${name}`);
  const content = fillTemplate(template, {
    name: JSON.stringify(workerName(api)),
    compatibilityDate: COMPATIBILITY_DATE,
    mcpToken: serverTokenVariable(api),
    allow: flagVariables(api).allow,
    secrets: secrets.join("\n"),
  });
  return { path: "wrangler.jsonc", content };
}

function workerName(api: Api): string {
  const suffix = "-mcp";
  const name = slug(api.name).slice(0, WORKER_NAME_LENGTH - suffix.length);
  return `${name.replace(/-+$/, "")}${suffix}`;
}
