import type { Api } from "../../runtime/api/api.js";
import { slug } from "../slug.js";
import { repositoryOf } from "./repository.js";

/** Most characters of a server's name. */
const NAME_LENGTH = 200;
/** A label of a host name (RFC 1123 §2.1). */
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
/** What stands before a domain because of what answers there, not of whom it belongs to. */
const SERVICE_LABELS: ReadonlySet<string> = new Set(["api", "www"]);
/** A reversed domain name, a slash, a name; each of two characters or more, with a letter or a digit at both ends. */
const GRAMMAR = /^[a-zA-Z0-9][a-zA-Z0-9.-]*[a-zA-Z0-9]\/[a-zA-Z0-9][a-zA-Z0-9._-]*[a-zA-Z0-9]$/;

/** True for what the registry takes as the name of a server. */
export function isServerName(name: string): boolean {
  return name.length <= NAME_LENGTH && GRAMMAR.test(name);
}

/**
 * The name of an API's server in the MCP registry: that of the GitHub account that publishes it, else of the host that the document names:
 * `io.github.acme/github`, `com.github/github`. `undefined` when neither says whose it is.
 */
export function serverName(api: Api, repository: string | undefined): string | undefined {
  const word = slug(api.name);
  const own = word.length === 1 ? `${word}-mcp` : word;
  return [accountNamespace(repository), hostNamespace(api)]
    .map((namespace) => `${namespace ?? ""}/${own}`)
    .find(isServerName);
}

function accountNamespace(repository: string | undefined): string | undefined {
  if (repository === undefined) return undefined;
  const { source, owner } = repositoryOf(repository);
  return source === "github" ? `io.github.${owner}` : undefined;
}

/** `https://api.github.com/v3` → `com.github`, of the first server that has a domain. */
function hostNamespace({ servers }: Api): string | undefined {
  for (const { url } of servers) {
    const labels = domainLabels(url);
    if (labels === undefined) continue;
    const [first = "", ...others] = labels;
    const own = SERVICE_LABELS.has(first) && others.length > 1 ? others : labels;
    return [...own].reverse().join(".");
  }
  return undefined;
}

/** `undefined` for a relative URL, a host with variables, an IP address, `localhost` and names of one label. */
function domainLabels(url: string): readonly string[] | undefined {
  const authority = /^https?:\/\/([^/?#\\]*)/i.exec(url)?.[1] ?? "";
  if (authority.includes("{") || !URL.canParse(`https://${authority}`)) return undefined;
  const labels = new URL(`https://${authority}`).hostname.replace(/\.$/, "").split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || last === "localhost" || /^\d+$/.test(last)) return undefined;
  return labels.every((label) => LABEL.test(label)) ? labels : undefined;
}
