import type { Operation } from "../runtime/api/api.js";
import type { Subject } from "./finding.js";

/** An operation as the subject of a finding. */
export function operationSubject({ id, httpMethod, path }: Operation): Subject {
  return { kind: "operation", operation: id, route: `${httpMethod} ${path}` };
}
