import { describe, expect, it } from "vitest";
import type { Operation } from "../../../src/runtime/api/api.js";
import type { JsonValue } from "../../../src/runtime/api/types.js";
import { lowered, operationsOf } from "./lowered.js";

type Json = { readonly [key: string]: JsonValue };

const text: Json = { type: "string" };
const whole: Json = { type: "integer" };
const inPath = (name: string, schema: Json = text): Json => ({
  name,
  in: "path",
  required: true,
  schema,
});
const inQuery = (name: string, more: Json = {}): Json => ({
  name,
  in: "query",
  schema: text,
  ...more,
});
const json = (schema: Json): Json => ({ content: { "application/json": { schema } } });
const gives = (schema: Json, more: Json = {}): Json => ({
  responses: { "200": { description: "OK", ...json(schema), ...more } },
});
const list = (items: Json): Json => ({ type: "array", items });
const thing = (properties: Json): Json => ({
  type: "object",
  required: Object.keys(properties),
  properties,
});

/** `GET /a` → its suppliers: argument → `GET /b .place`. */
function suppliers(routes: { readonly [route: string]: Json }, route: string): Json {
  const { operations } = lowered(operationsOf(routes)).api;
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const routeOf = (operation?: Operation) => `${operation?.httpMethod} ${operation?.path}`;
  const found = operations.find((operation) => routeOf(operation) === route);
  return Object.fromEntries(
    Object.entries(found?.suppliers ?? {}).map(([argument, all]) => [
      argument,
      all.map(({ operation, at }) => `${routeOf(byId.get(operation))} ${at}`),
    ]),
  );
}

describe("the operations that supply an argument", () => {
  it("are those that the document links from, before all others", () => {
    const links = {
      next: { operationId: "getPet", parameters: { petId: "$response.body#/chosen/0/ref" } },
    };
    expect(
      suppliers(
        {
          "POST /draws": { responses: { "200": { description: "OK", links } } },
          "GET /pets": gives(list(thing({ id: text }))),
          "GET /pets/{petId}": { operationId: "getPet", parameters: [inPath("petId")] },
        },
        "GET /pets/{petId}",
      ),
    ).toEqual({ petId: ["POST /draws .chosen[0].ref", "GET /pets [].id"] });
  });

  it("are the collection that the path goes on from", () => {
    expect(
      suppliers(
        {
          "GET /shops/{shop}/orders": {
            parameters: [inPath("shop")],
            ...gives(thing({ data: list(thing({ id: text, total: whole })) })),
          },
          "GET /shops/{shop}/orders/{order}": { parameters: [inPath("shop"), inPath("order")] },
        },
        "GET /shops/{shop}/orders/{order}",
      )["order"],
    ).toEqual(["GET /shops/{shop}/orders .data[].id"]);
  });

  it("are results that have a field of the same name", () => {
    expect(
      suppliers(
        {
          "GET /jobs": gives(list(thing({ serial_number: text }))),
          "GET /parts": { parameters: [inPath("serial_number")] },
          "GET /parts/{serial_number}": { parameters: [inPath("serial_number")] },
        },
        "GET /parts/{serial_number}",
      ),
    ).toEqual({ serial_number: ["GET /jobs [].serial_number"] });
  });

  it("are results that hold what the argument is called after, by its key", () => {
    expect(
      suppliers(
        {
          "GET /search": gives(thing({ movies: list(thing({ id: whole, title: text })) })),
          "GET /reviews/{movie_id}": { parameters: [inPath("movie_id", whole)] },
        },
        "GET /reviews/{movie_id}",
      ),
    ).toEqual({ movie_id: ["GET /search .movies[].id"] });
  });

  it("are the caller's own profile where a user is asked for", () => {
    expect(
      suppliers(
        {
          "GET /me": gives(thing({ id: text, country: text })),
          "GET /lists": gives(list(thing({ id: text, owner: thing({ id: text }) }))),
          "POST /users/{user_id}/lists": { parameters: [inPath("user_id")] },
        },
        "POST /users/{user_id}/lists",
      )["user_id"],
    ).toEqual(["GET /me .id"]);
  });

  it("are told for fields of the body", () => {
    const body = thing({ customer_id: text, note: text });
    expect(
      suppliers(
        {
          "GET /customers": gives(list(thing({ id: text }))),
          "POST /orders": { requestBody: { required: true, ...json(body) } },
        },
        "POST /orders",
      ),
    ).toEqual({ "body.customer_id": ["GET /customers [].id"] });
  });

  it("find by words before they list, and list before they hold it by the way", () => {
    const song = thing({ id: text });
    expect(
      suppliers(
        {
          "GET /charts": gives(list(thing({ song }))),
          "GET /songs": gives(list(song)),
          "GET /catalogue": { parameters: [inQuery("q")], ...gives(thing({ songs: list(song) })) },
          "GET /lyrics/{song_id}": { parameters: [inPath("song_id")] },
        },
        "GET /lyrics/{song_id}",
      )["song_id"],
    ).toEqual(["GET /catalogue .songs[].id", "GET /songs [].id", "GET /charts [].song.id"]);
  });

  it("are of the kind that the argument's description names, where its name says none", () => {
    const ids = inQuery("ids", { required: true, description: "Artists to follow." });
    expect(
      suppliers(
        {
          "GET /search": {
            parameters: [inQuery("q")],
            ...gives(
              thing({ artists: list(thing({ id: text })), albums: list(thing({ id: text })) }),
            ),
          },
          "PUT /me/following": { parameters: [ids] },
        },
        "PUT /me/following",
      ),
    ).toEqual({ ids: ["GET /search .artists[].id"] });
  });

  it("are not what something is being added to", () => {
    const track = thing({ uri: text });
    expect(
      suppliers(
        {
          "GET /queue": gives(thing({ tracks: list(track) })),
          "POST /queue": { parameters: [inQuery("uri", { required: true })] },
          "GET /search": { parameters: [inQuery("q")], ...gives(thing({ tracks: list(track) })) },
        },
        "POST /queue",
      )["uri"],
    ).toEqual(["GET /search .tracks[].uri"]);
  });
});

describe("nothing supplies", () => {
  it("itself", () => {
    const routes = {
      "GET /pets/{pet_id}": {
        parameters: [inPath("pet_id")],
        ...gives(thing({ pet_id: text, id: text })),
      },
    };
    expect(suppliers(routes, "GET /pets/{pet_id}")).toEqual({});
  });

  it("what it needs itself, where another does without", () => {
    const pet = thing({ id: text });
    const routes = {
      "GET /pets": gives(list(pet)),
      "GET /pets/{pet_id}": { parameters: [inPath("pet_id")], ...gives(pet) },
      "GET /pets/{pet_id}/toys": {
        parameters: [inPath("pet_id")],
        ...gives(list(thing({ id: text }))),
      },
    };
    expect(suppliers(routes, "GET /pets/{pet_id}/toys")).toEqual({ pet_id: ["GET /pets [].id"] });
    expect(suppliers(routes, "GET /pets/{pet_id}")).toEqual({ pet_id: ["GET /pets [].id"] });
  });

  it("a number from a string", () => {
    const routes = {
      "GET /pets": gives(list(thing({ id: text }))),
      "GET /pets/{pet_id}": { parameters: [inPath("pet_id", whole)] },
    };
    expect(suppliers(routes, "GET /pets/{pet_id}")).toEqual({});
  });

  it("words of the caller's own, dates, choices and flags", () => {
    const body = thing({
      name: text,
      code: text,
      since: { type: "string", format: "date" },
      kind: { enum: ["a"] },
    });
    const routes = {
      "GET /pets": gives(list(thing({ name: text, code: text, since: text, kind: text }))),
      "POST /pets": { requestBody: { required: true, ...json(body) } },
    };
    expect(suppliers(routes, "POST /pets")).toEqual({});
  });
});

it("takes names that objects inherit for names", () => {
  const routes = {
    "GET /constructor": gives(
      list(thing({ __proto__id: text, constructor: text, toString: text, id: text })),
    ),
    "GET /constructor/{constructor}": { parameters: [inPath("constructor")] },
    "GET /x/{__proto__}": { parameters: [inPath("__proto__")] },
  };
  expect(suppliers(routes, "GET /constructor/{constructor}")["constructor"]).toHaveLength(1);
  expect(Object.prototype).not.toHaveProperty("id");
});

it("stays fast where everything could supply everything", () => {
  const routes: { [route: string]: Json } = {};
  for (let at = 0; at < 400; at += 1)
    routes[`GET /a${at}/{id}/items/{item_id}`] = {
      parameters: [inPath("id"), inPath("item_id")],
      ...gives(list(thing({ id: text, item_id: text, item: thing({ id: text }) }))),
    };
  const began = performance.now();
  lowered(operationsOf(routes));
  expect(performance.now() - began).toBeLessThan(5_000);
});
