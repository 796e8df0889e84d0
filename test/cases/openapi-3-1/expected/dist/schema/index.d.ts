import { reports, type Reports } from "./reports.js";
import { stations, type Stations } from "./stations.js";

/** Weather */
export interface Weather {
  readonly reports: Reports;
  readonly stations: Stations;
}

export declare const api: { readonly name: "weather"; readonly title: "Weather"; readonly version: "0.4.2"; readonly servers: readonly [{ readonly url: "https://weather.example" }]; readonly securitySchemes: readonly [{ readonly name: "key"; readonly kind: "apiKey"; readonly in: "query"; readonly parameter: "api_key" }]; readonly security: readonly [{ readonly key: readonly [] }, {}] };

export declare const operations: {
  readonly reports: typeof reports;
  readonly stations: typeof stations;
};

export type * from "./models/p.js";
export type * from "./models/r.js";
export type * from "./models/s.js";
export type * from "./webhooks.js";
export type * from "./reports.js";
export type * from "./stations.js";
