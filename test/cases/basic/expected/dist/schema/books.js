export const books = {
  list: {
    http: "GET /books",
    effect: "read",
    operationId: "books/list",
    parameters: {
      authors: { explode: false },
      page: { default: 1 },
      "Accept-Language": { in: "header", locked: "de" },
    },
  },
  create: {
    http: "POST /books",
    effect: "write",
    operationId: "books/create",
    parameters: { "Accept-Language": { in: "header", locked: "de" } },
  },
  get: {
    http: "GET /books/{book_id}",
    effect: "read",
    operationId: "books/get",
  },
  delete: {
    http: "DELETE /books/{book_id}",
    effect: "destructive",
    operationId: "books/delete",
  },
  getCover: {
    http: "GET /books/{book_id}/cover",
    effect: "read",
    operationId: "books/get-cover",
    accept: ["image/png"],
  },
};
