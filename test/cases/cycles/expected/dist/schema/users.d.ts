import type { User } from "./models/u.js";

/** @tag users */
export interface Users {
  get(args: { id: string }): Promise<User>;
}

export declare const users: {
  readonly get: { readonly http: "GET /users/{id}"; readonly effect: "read"; readonly operationId: "users/get" };
};
