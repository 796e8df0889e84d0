import { resultOfPromise } from "../../ir/settle-responses.js";
import type { HttpMethod, MediaType, Operation, Response } from "../../runtime/api/api.js";
import { streamedContent } from "../../runtime/api/streamed-content.js";
import { successResponses } from "../../runtime/api/success.js";
import type { Type } from "../../runtime/api/types.js";
import type { DocTag } from "../ts/doc-block.js";
import { plainTypeText } from "../ts/plain-type-text.js";

/** What a body is when nothing is said. */
const USUAL_MEDIA_TYPE = "application/json";

/**
 * What the return type cannot say of the responses, as `@returns` and `@throws`: `{Type} status, status media/type, media/type`.
 * Nothing for a 200 with the returned type, a 204 without one, or both; `@returns 201` for another status of the returned type. Successes
 * that differ more are all listed with their types. `@throws {NotFound} 404` is an error; without a type it has no content.
 */
export function responseTags({ httpMethod, responses }: Operation): readonly DocTag[] {
  const successes = successResponses(responses);
  const errors = responses.filter((response) => !successes.includes(response));
  return [
    ...returnTags(httpMethod, successes),
    ...linesOf("throws", errors),
    ...streamTags(responses, successes),
  ];
}

/** The types of the items of sequential media types, with status and media type; `Streams` says that of the first. */
function streamTags(
  responses: readonly Response[],
  successes: readonly Response[],
): readonly DocTag[] {
  const streamed = streamedContent(responses);
  const errors = responses.filter((response) => !successes.includes(response));
  return [...successes, ...errors].flatMap(({ status, contents }) =>
    contents.flatMap((content) =>
      content.itemType === undefined || content === streamed
        ? []
        : [streamTag(content.itemType, ` ${status} ${mediaTypeText(content.mediaType)}`)],
    ),
  );
}

/** `@stream {Event}`: one item of what arrives as a sequence. `where` is empty or begins with a space. */
export function streamTag(itemType: Type, where: string): DocTag {
  return { name: "stream", value: `{${plainTypeText(itemType)}}${where}` };
}

/** The status of a success of which nothing is said. */
export function usualStatus(method: HttpMethod, hasContent: boolean): string {
  return hasContent || method === "HEAD" ? "200" : "204";
}

function returnTags(method: HttpMethod, successes: readonly Response[]): readonly DocTag[] {
  const promised = resultOfPromise(successes);
  if (promised === undefined) return linesOf("returns", successes);
  const [first, second] = successes;
  const usual = usualStatus(method, promised.type !== undefined);
  if (first === undefined || second !== undefined || first.status === usual) return [];
  return [{ name: "returns", value: first.status }];
}

interface Line {
  /** What stands before and after the statuses. */
  readonly type: string;
  readonly mediaTypes: string;
  readonly statuses: readonly string[];
}

function linesOf(name: string, responses: readonly Response[]): readonly DocTag[] {
  const lines: Line[] = [];
  for (const { status, contents } of responses) {
    const runs = runsOf(contents);
    const [only] = runs;
    const last = lines.at(-1);
    const joins =
      runs.length === 1 && last?.type === only?.type && last?.mediaTypes === only?.mediaTypes;
    if (joins && last !== undefined && !last.statuses.includes(status)) {
      lines.splice(-1, 1, { ...last, statuses: [...last.statuses, status] });
    } else lines.push(...runs.map((run) => ({ ...run, statuses: [status] })));
  }
  return lines.map(({ type, statuses, mediaTypes }) => ({
    name,
    value: `${type}${statuses.join(", ")}${mediaTypes}`,
  }));
}

/** Media types in a row that carry the same type, as the parts of one line; one line of nothing when there is no content. */
function runsOf(contents: readonly MediaType[]): readonly Omit<Line, "statuses">[] {
  if (contents.length === 0) return [{ type: "", mediaTypes: "" }];
  const runs: { readonly type: string; readonly mediaTypes: string[] }[] = [];
  for (const { mediaType, type } of contents) {
    const text = `{${plainTypeText(type)}} `;
    const last = runs.at(-1);
    if (last?.type === text) last.mediaTypes.push(mediaType);
    else runs.push({ type: text, mediaTypes: [mediaType] });
  }
  const isUsual = contents.length === 1 && contents[0]?.mediaType === USUAL_MEDIA_TYPE;
  return runs.map(({ type, mediaTypes }) => ({
    type,
    mediaTypes: isUsual ? "" : ` ${mediaTypes.map(mediaTypeText).join(", ")}`,
  }));
}

/** In quotes, as JSON, where a comma or white space would be taken for something else. */
function mediaTypeText(mediaType: string): string {
  return /[",\r\n\u2028\u2029]|^\s|\s$|^$/.test(mediaType) ? JSON.stringify(mediaType) : mediaType;
}
