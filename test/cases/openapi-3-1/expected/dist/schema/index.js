import { reports } from "./reports.js";
import { stations } from "./stations.js";

export const api = {
  name: "weather",
  title: "Weather",
  version: "0.4.2",
  servers: [{ url: "https://weather.example" }],
  securitySchemes: [
    { name: "key", kind: "apiKey", in: "query", parameter: "api_key" },
  ],
  security: [{ key: [] }, {}],
};

export const operations = {
  reports,
  stations,
};
