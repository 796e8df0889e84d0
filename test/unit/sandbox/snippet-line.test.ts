import { expect, it } from "vitest";
import { lineIn, wrap, wrapModule } from "../../../src/runtime/sandbox/snippet.js";
import { errorOf } from "./guest-runs.js";

it("wraps a snippet so that places are the same in a script and in a module", () => {
  const code = "return 1;\nreturn 2;";
  const places = [wrap(code), wrapModule(code)].map((text) => text.indexOf(code));
  expect(places[0]).toBe(places[1]);
  expect(wrap(code).split("\n")[1]).toBe("return 2;");
});

it.each([
  ["    at f (snippet.ts:3:5)\n    at <anonymous> (snippet.ts:9:1)", 3],
  ["Error: x\n    at async snippet.ts:12:3", 12],
  ["    at snippet.ts:1:2", undefined],
  ["    at Own (snippet.ts:1:16)\n    at f (snippet.ts:4:7)", 4],
  ["    at guest.js:7:1", undefined],
  ["", undefined],
])("reads the line of %j", (stack, line) => {
  expect(lineIn(stack)).toBe(line);
});

it("finds the line of an error whose class has no constructor of its own", async () => {
  const code = "class Missing extends Error { name = 'Missing'; }\n\nthrow new Missing('x');";
  expect(await errorOf(code)).toEqual({ name: "Missing", message: "x", line: 3 });
});
