import { outside, type Outside } from "./outside.js";
import { proto, type ProtoOperations } from "./proto.js";
import type { ApiRow } from "./operations.js";

/** Ends a comment *\/ throw new Error('out'); /* and starts another.\u{2028}A line separator, a bidi \u{202e}control, a bell \u{7}. */
export interface HostileProcessExit {
  /** </script><script>alert(1)</script> */
  readonly outside: Outside;
  readonly proto: ProtoOperations;
}

export const api = {
  name: "hostileProcessExit",
  title: "Hostile */ `${process.exit(1)}` API",
  version: "1.0.0",
  servers: [{ url: "https://hostile.example", description: "*/ //" }],
  securitySchemes: [{ name: "token", kind: "http", scheme: "bearer" }],
  security: [{ token: [] }, {}],
} as const satisfies ApiRow;

export const operations = {
  outside,
  proto,
} as const;

export type * from "./models/c.js";
export type * from "./models/p.js";
export type * from "./outside.js";
export type * from "./proto.js";
