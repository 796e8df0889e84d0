import type { Repos } from "./models/r.js";

/** @tag repos */
export interface ReposOperations {
  get(args: { owner: string; repo: string }): Promise<string>;
  fetchInfo(args: { owner: string; repo: string }): Promise<Repos>;
}

export declare const repos: {
  readonly get: { readonly http: "GET /repos/{owner}/{repo}"; readonly effect: "read"; readonly operationId: "repos/get" };
  readonly fetchInfo: { readonly http: "GET /repos/{owner}/{repo}/fetch-info"; readonly effect: "read"; readonly operationId: "repos/fetch-info" };
};
