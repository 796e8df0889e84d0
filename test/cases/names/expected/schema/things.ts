import type { FooBar, foo_bar } from "./models/f.js";
import type { Operations, Routes } from "./operations.js";

/** @tag things */
export interface Things {
  getForThing(args: { id: string }): Promise<FooBar>;
  getForThingTwin(args: { id: string }): Promise<foo_bar>;
}

export const things = {
  getForThing: {
    http: "GET /things/{id}",
    effect: "read",
    operationId: "get-thing",
  },
  getForThingTwin: {
    http: "GET /things/{id}/twin",
    effect: "read",
    operationId: "get_thing",
  },
} as const satisfies Operations<Things>;

things satisfies Routes<Things, typeof things>;
