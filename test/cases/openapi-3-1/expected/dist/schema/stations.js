export const stations = {
  list: {
    http: "GET /stations",
    effect: "read",
    operationId: "listStations",
    parameters: {
      near: { mediaType: "application/json" },
      kinds: { style: "pipeDelimited" },
    },
  },
};
