import type { Api } from "../api/api.js";
import { hexadecimal } from "../api/hexadecimal.js";
import { credentialHeaders, headerName, operatorHeaders } from "../broker/credential-headers.js";
import { credentialVariables } from "../broker/variables.js";
import type { Credentials } from "../client/credential.js";
import { ConfigurationError } from "../client/errors.js";
import { readEnvironment } from "../service/environment.js";
import type { Caller } from "../state/state-store.js";
import type { Hop } from "./hop.js";
import { type Refusal, refused } from "./refusal.js";

const MOST_CHARACTERS = 8_192;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
const CALLER_CHARACTERS = 32;

export type CallerCredentials =
  /** The caller brings none, and has the server's. */
  | { readonly kind: "none" }
  | { readonly kind: "own"; readonly credentials: Credentials | undefined; readonly caller: Caller }
  | Refusal;

/** Reads what callers bring. `key` makes the name of a caller one that tells nothing of its credentials to whoever lacks the key. */
export type ReadCallerCredentials = (headers: Headers, hop: Hop) => Promise<CallerCredentials>;

/**
 * A caller's credentials stand in for all of the server's. A header that cannot be taken refuses the request, rather than let it go on with
 * credentials that the caller did not mean. The same credentials are the same caller in every process with the same `key`.
 */
export function createCallerCredentials(api: Api, key: string | undefined): ReadCallerCredentials {
  const headersOfApi = credentialHeaders(api);
  const operators = operatorHeaders(api);
  return async (headers, hop) => {
    const foreign = operators.find((name) => headers.has(name));
    if (foreign !== undefined) return refused(400, `${shown(foreign)} is not a caller's to set.`);
    const given = headersOfApi.filter(({ name }) => headers.has(name));
    const [first] = given;
    if (first === undefined) return { kind: "none" };
    if (hop === "plain") {
      const message = `${shown(first.name)} is accepted over TLS, or from this machine, only. It came unencrypted: others may have read that credential, so replace it.`;
      return refused(403, message);
    }
    const variables: Record<string, string> = Object.create(null);
    for (const { name, variable } of given) {
      const value = (headers.get(name) ?? "").trim();
      const wrong = valueProblem(value);
      if (wrong !== undefined) return refused(400, `${shown(name)} ${wrong}.`);
      variables[variable] = value;
    }
    try {
      const { credentials } = readEnvironment(api, variables);
      return { kind: "own", credentials, caller: await callerOf(variables, key) };
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      return refused(400, inHeaders(error.message, credentialVariables(api)));
    }
  };
}

/** `x-github-token` → `X-Github-Token`. */
function shown(header: string): string {
  return header.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function valueProblem(value: string): string | undefined {
  if (value === "") return "is empty";
  if (value.length > MOST_CHARACTERS) return `has more than ${MOST_CHARACTERS} characters`;
  return PRINTABLE_ASCII.test(value) ? undefined : "has a character that is not printable ASCII";
}

/** Such a sentence names variables and nothing of their values. */
function inHeaders(message: string, variables: readonly { readonly name: string }[]): string {
  const names = new Set(variables.map(({ name }) => name));
  const text = message.replace(/[A-Z0-9_]+/g, (word) =>
    names.has(word) ? shown(headerName(word)) : word,
  );
  return `${text}.`;
}

async function callerOf(
  variables: { readonly [name: string]: string },
  key: string | undefined,
): Promise<Caller> {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  const encoder = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const bytes = encoder.encode(key ?? "caller");
  const secret = await crypto.subtle.importKey("raw", bytes, algorithm, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", secret, encoder.encode(lines.sort().join("")));
  return hexadecimal(new Uint8Array(mac)).slice(0, CALLER_CHARACTERS);
}
