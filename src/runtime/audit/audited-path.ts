import type { Api, Operation } from "../api/api.js";
import { rowOf } from "../api/row.js";
import { REDACTED } from "../broker/redact.js";
import { buildRequest } from "../client/request.js";

/** Names of path parameters whose values are credentials: `DELETE /applications/{client_id}/tokens/{access_token}`. */
const SECRET_NAME = /token|secret|passw|credential|api_?key|signature|otp$/i;

const LONGEST_PATH = 1_000;

/** Only the path behind it is taken. */
const ANYWHERE = new URL("https://api.invalid");

/**
 * The path of a call below the API's base URL, as it is sent, without values of parameters that are named like secrets. `undefined` where the arguments
 * make none, and for a further page, of which the arguments are not known.
 */
export function auditedPath(operation: Operation, argsJson: string, api: Api): string | undefined {
  if (argsJson === "") return undefined;
  try {
    const { parameters, body: _, ...rest } = operation;
    const inPath = parameters.filter((parameter) => parameter.in === "path");
    const row = rowOf({ ...rest, parameters: inPath }, api.security);
    const given: object = JSON.parse(argsJson);
    const values = inPath
      .filter(({ name }) => Object.hasOwn(given, name))
      .map(({ name, wireName }) => [
        name,
        SECRET_NAME.test(wireName) ? REDACTED : Reflect.get(given, name),
      ]);
    const { url } = buildRequest(row, Object.fromEntries(values), { baseUrl: ANYWHERE });
    const path = new URL(url).pathname.replaceAll(encodeURIComponent(REDACTED), REDACTED);
    return path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path;
  } catch {
    // The arguments were refused; the line says so.
    return undefined;
  }
}
