import type { User } from "./models/u.js";
import type { Operations, Routes } from "./operations.js";

/** @tag users */
export interface Users {
  get(args: { id: string }): Promise<User>;
}

export const users = {
  get: { http: "GET /users/{id}", effect: "read", operationId: "users/get" },
} as const satisfies Operations<Users>;

users satisfies Routes<Users, typeof users>;
