export const search = {
  create: { http: "POST /v2/search", effect: "write" },
};
