import { outside, type Outside } from "./outside.js";
import { proto, type ProtoOperations } from "./proto.js";

/** Ends a comment *\/ throw new Error('out'); /* and starts another.\u{2028}A line separator, a bidi \u{202e}control, a bell \u{7}. */
export interface HostileProcessExit {
  /** </script><script>alert(1)</script> */
  readonly outside: Outside;
  readonly proto: ProtoOperations;
}

export declare const api: { readonly name: "hostileProcessExit"; readonly title: "Hostile */ `${process.exit(1)}` API"; readonly version: "1.0.0"; readonly servers: readonly [{ readonly url: "https://hostile.example"; readonly description: "*/ //" }]; readonly securitySchemes: readonly [{ readonly name: "token"; readonly kind: "http"; readonly scheme: "bearer" }]; readonly security: readonly [{ readonly token: readonly [] }, {}] };

export declare const operations: {
  readonly outside: typeof outside;
  readonly proto: typeof proto;
};

export type * from "./models/c.js";
export type * from "./models/p.js";
export type * from "./outside.js";
export type * from "./proto.js";
