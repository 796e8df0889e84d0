import type { Api } from "../api/api.js";
import { type CredentialPart, credentialVariables } from "./variables.js";

/** A header in which a caller brings a part of a credential of its own. */
export interface CredentialHeader {
  /** `x-github-token`. */
  readonly name: string;
  /** The variable that it stands for: `GITHUB_TOKEN`. */
  readonly variable: string;
}

/** All others say where a server goes, or are files of its machine: those are the operator's to choose. */
const PARTS: ReadonlySet<CredentialPart> = new Set([
  "text",
  "clientId",
  "clientSecret",
  "refreshToken",
  "scopes",
  "audience",
]);

/** The headers of an API, in the order of its variables. */
export function credentialHeaders(api: Api): readonly CredentialHeader[] {
  return credentialVariables(api)
    .filter(({ part }) => PARTS.has(part))
    .map(({ name }) => ({ name: headerName(name), variable: name }));
}

/** Headers that stand for variables which are the operator's alone. */
export function operatorHeaders(api: Api): readonly string[] {
  return credentialVariables(api)
    .filter(({ part }) => !PARTS.has(part))
    .map(({ name }) => headerName(name));
}

/** `GITHUB_TOKEN` → `x-github-token`. */
export function headerName(variable: string): string {
  return `x-${variable.toLowerCase().replaceAll("_", "-")}`;
}
