import type { Repos } from "./models/r.js";
import type { Operations, Routes } from "./operations.js";

/** @tag repos */
export interface ReposOperations {
  get(args: { owner: string; repo: string }): Promise<string>;
  fetchInfo(args: { owner: string; repo: string }): Promise<Repos>;
}

export const repos = {
  get: {
    http: "GET /repos/{owner}/{repo}",
    effect: "read",
    operationId: "repos/get",
  },
  fetchInfo: {
    http: "GET /repos/{owner}/{repo}/fetch-info",
    effect: "read",
    operationId: "repos/fetch-info",
  },
} as const satisfies Operations<ReposOperations>;

repos satisfies Routes<ReposOperations, typeof repos>;
