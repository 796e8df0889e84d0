export const root = {
  get: { http: "GET /", effect: "read", accept: ["text/html"] },
};
