import type { Operation } from "../../../src/runtime/api/api.js";
import type { Sample } from "./sample.js";

/** What a method of the client is called with. */
export interface MethodArguments {
  readonly args: { readonly [argument: string]: unknown };
  /** Set where the body's media type is not the one that the client takes by itself. */
  readonly contentType: string | undefined;
}

/** A sample under the names that the compiled operation gives its arguments. Throws where it has none for a parameter. */
export function argumentsOf(operation: Operation, { parameters, body }: Sample): MethodArguments {
  const entries: [string, unknown][] = parameters.map(({ in: place, name, value }) => {
    const own = operation.parameters.find(
      (one) => one.in === place && isNamed(name, one.wireName, place),
    );
    if (own === undefined) throw new Error(`the method has no argument for ${place} ${name}`);
    return [own.name, value];
  });
  if (body === undefined) return { args: Object.fromEntries(entries), contentType: undefined };
  if (operation.body === undefined) throw new Error("the method has no argument for the body");
  const [preferred] = operation.body.contents;
  return {
    args: Object.fromEntries([...entries, [operation.body.name, body.value]]),
    contentType: preferred?.mediaType === body.mediaType ? undefined : body.mediaType,
  };
}

/** RFC 9110 §5.1: the names of header fields are case-insensitive. */
function isNamed(name: string, wireName: string, place: string): boolean {
  if (place !== "header") return name === wireName;
  return name.toLowerCase() === wireName.toLowerCase();
}
