import type { Report } from "./models/r.js";

/** What the API sends. */
export interface Webhooks {
  storm: Report;
}
