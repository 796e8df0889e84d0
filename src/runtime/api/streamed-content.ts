import type { MediaType, Response } from "./api.js";
import { framingOf } from "./sequential.js";
import { successResponses } from "./success.js";

/** What `stream` asks for and gives: the first sequential body of the successes, if it says what an item is. */
export function streamedContent(responses: readonly Response[]): MediaType | undefined {
  const first = successResponses(responses)
    .flatMap(({ contents }) => contents)
    .find(({ mediaType }) => framingOf(mediaType) !== undefined);
  return first?.itemType === undefined ? undefined : first;
}
