import type { Severity } from "./rule.js";
import type { Code } from "./rules.js";

export type { Part, Severity } from "./rule.js";

/** What a finding is about. A change of a named type is one finding, however many operations reach the type. */
export type Subject =
  | { readonly kind: "api" }
  | { readonly kind: "namespace"; readonly namespace: string }
  | {
      readonly kind: "operation";
      /** `namespace.method`: of the new version, or of the old one where the operation is gone. */
      readonly operation: string;
      /** `METHOD /path` of the same version. */
      readonly route: string;
    }
  | {
      readonly kind: "type";
      readonly type: string;
      /** Ids of the operations that reach it, in the order of the API. */
      readonly operations: readonly string[];
    };

/** One change between two versions. */
export interface Finding {
  readonly code: Code;
  readonly severity: Severity;
  readonly subject: Subject;
  /** Where in the subject, as TypeScript reads it: `args.state`, `body.labels[]`, `result.items[].id`; empty when it is the whole. */
  readonly at: string;
  /** A sentence without a full stop, naming what was and what is. */
  readonly message: string;
}

/** The name of a finding in an ignore file: the same for the same change, whatever else the two versions differ in. */
export function fingerprint({ code, subject, at }: Finding): string {
  return [code, subjectName(subject), at].filter((part) => part !== "").join(" ");
}

/** `type:Issue`, `issues.*`, a route, or nothing for the whole API. */
function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case "api":
      return "";
    case "namespace":
      return `${subject.namespace}.*`;
    case "operation":
      return subject.route;
    case "type":
      return `type:${subject.type}`;
  }
}
