export const pairs = {
  dupForFirst: { http: "GET /first", effect: "read", operationId: "dup" },
  dupForSecond: { http: "GET /second", effect: "read", operationId: "Dup" },
  dupForThird: { http: "GET /third", effect: "read", operationId: "dup" },
};
