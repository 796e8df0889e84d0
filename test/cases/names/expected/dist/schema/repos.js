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
};
