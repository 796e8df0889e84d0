export const outside = {
  etcPasswd: {
    http: 'GET /a/{id}/*/`${1}`/"quoted"',
    effect: "read",
    operationId: "../../../etc/passwd",
    parameters: { proto: { name: "__proto__" } },
  },
};
