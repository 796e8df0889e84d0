import type { FooBar, foo_bar } from "./models/f.js";

/** @tag things */
export interface Things {
  getForThing(args: { id: string }): Promise<FooBar>;
  getForThingTwin(args: { id: string }): Promise<foo_bar>;
}

export declare const things: {
  readonly getForThing: { readonly http: "GET /things/{id}"; readonly effect: "read"; readonly operationId: "get-thing" };
  readonly getForThingTwin: { readonly http: "GET /things/{id}/twin"; readonly effect: "read"; readonly operationId: "get_thing" };
};
