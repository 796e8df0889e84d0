import { reports, type Reports } from "./reports.js";
import { stations, type Stations } from "./stations.js";
import type { ApiRow } from "./operations.js";

/** Weather */
export interface Weather {
  readonly reports: Reports;
  readonly stations: Stations;
}

export const api = {
  name: "weather",
  title: "Weather",
  version: "0.4.2",
  servers: [{ url: "https://weather.example" }],
  securitySchemes: [
    { name: "key", kind: "apiKey", in: "query", parameter: "api_key" },
  ],
  security: [{ key: [] }, {}],
} as const satisfies ApiRow;

export const operations = {
  reports,
  stations,
} as const;

export type * from "./models/p.js";
export type * from "./models/r.js";
export type * from "./models/s.js";
export type * from "./webhooks.js";
export type * from "./reports.js";
export type * from "./stations.js";
