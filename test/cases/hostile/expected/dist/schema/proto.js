export const proto = {
  eval1: { http: "POST /b", effect: "write", operationId: "eval(1);//" },
};
