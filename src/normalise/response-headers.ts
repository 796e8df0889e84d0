import { type JsonObject, objectAt } from "./json.js";
import type { NormalisedResponse } from "./normalised.js";

/** The names of a response's headers (OAS 3.1 §4.8.17), which are told apart without regard to case. */
export function headerNames(response: JsonObject): Pick<NormalisedResponse, "headers"> {
  const names = Object.keys(objectAt(response, "headers") ?? {});
  return names.length === 0 ? {} : { headers: names.map((name) => name.toLowerCase()) };
}
