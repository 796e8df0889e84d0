import type { Api } from "../../runtime/api/api.js";
import {
  type CredentialPart,
  credentialVariables,
  type EnvironmentVariable,
  environmentVariables,
} from "../../runtime/broker/variables.js";
import { oneLine } from "../markdown.js";

const DESCRIPTION_LENGTH = 300;

/** A variable of the server, as a form asks for it. */
export interface FormVariable extends EnvironmentVariable {
  readonly format: "text" | "file";
}

/** Parts of a credential that are paths of files. */
const FILES: ReadonlySet<CredentialPart> = new Set(["certificate", "key", "authority"]);

/** The variables of a server that is started by a client, each once. */
export function formVariables(api: Api): readonly FormVariable[] {
  const files = new Set(
    credentialVariables(api).flatMap(({ name, part }) => (FILES.has(part) ? [name] : [])),
  );
  const found = new Map<string, FormVariable>();
  for (const { name, description, secret, required } of environmentVariables(api)) {
    if (found.has(name)) continue;
    const format = files.has(name) ? "file" : "text";
    const about = oneLine(description, DESCRIPTION_LENGTH);
    found.set(name, { name, description: about, secret, required, format });
  }
  return [...found.values()];
}
