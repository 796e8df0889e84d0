export const things = {
  getForThing: {
    http: "GET /things/{id}",
    effect: "read",
    operationId: "get-thing",
  },
  getForThingTwin: {
    http: "GET /things/{id}/twin",
    effect: "read",
    operationId: "get_thing",
  },
};
