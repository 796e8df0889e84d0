import type { Operations, Routes } from "./operations.js";

export interface Ping {
  /** Is anybody there? */
  get(): Promise<string>;
}

export const ping = {
  get: {
    http: "GET /ping",
    effect: "read",
    operationId: "ping",
    accept: ["text/plain"],
    security: [],
  },
} as const satisfies Operations<Ping>;

ping satisfies Routes<Ping, typeof ping>;
