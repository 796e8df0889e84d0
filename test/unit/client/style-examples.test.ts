import { describe, expect, it } from "vitest";
import {
  serialiseCookie,
  serialiseHeader,
  serialisePath,
  serialiseQuery,
} from "../../../src/runtime/client/serialise.js";

/** The values of the table in OAS 3.1.1 §4.8.12.6: `color` as the empty string, a string, an array and an object. */
const VALUES = ["", "blue", ["blue", "black", "brown"], { R: 100, G: 200, B: 150 }];

/** Style, explode, and what each of the values becomes; `n/a` where the specification says so. */
type Row = readonly [
  style: string,
  explode: boolean,
  empty: string,
  string: string,
  array: string,
  object: string,
];

const PATH: readonly Row[] = [
  ["matrix", false, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
  [
    "matrix",
    true,
    ";color",
    ";color=blue",
    ";color=blue;color=black;color=brown",
    ";R=100;G=200;B=150",
  ],
  ["label", false, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
  ["label", true, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
  ["simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
];

const HEADER: readonly Row[] = [
  ["simple", false, "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  ["simple", true, "", "blue", "blue,black,brown", "R=100,G=200,B=150"],
];

const QUERY: readonly Row[] = [
  ["form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  ["form", true, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"],
  [
    "spaceDelimited",
    false,
    "n/a",
    "n/a",
    "color=blue%20black%20brown",
    "color=R%20100%20G%20200%20B%20150",
  ],
  // Exploded, spaceDelimited and pipeDelimited are n/a for every value.
  [
    "pipeDelimited",
    false,
    "n/a",
    "n/a",
    "color=blue%7Cblack%7Cbrown",
    "color=R%7C100%7CG%7C200%7CB%7C150",
  ],
  // deepObject that does not explode is n/a for every value.
  ["deepObject", true, "n/a", "n/a", "n/a", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"],
];

/** The style `cookie` of OAS 3.2 §4.12.5; style `form` is one cookie there only where it does not explode. */
const COOKIE: readonly Row[] = [
  ["cookie", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
  [
    "cookie",
    true,
    "color=",
    "color=blue",
    "color=blue; color=black; color=brown",
    "R=100; G=200; B=150",
  ],
  ["form", false, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
];

function examples(
  location: string,
  rows: readonly Row[],
  write: (value: unknown, style: string, explode: boolean) => string | undefined,
) {
  const cases = rows.flatMap(([style, explode, ...expected]) =>
    expected.flatMap((text, at) =>
      text === "n/a" ? [] : [[style, explode, JSON.stringify(VALUES[at]), text, at] as const],
    ),
  );
  it.each(cases)(`${location}: %s, explode %s, of %s is %s`, (style, explode, _, text, at) => {
    expect(write(VALUES[at], style, explode)).toBe(text);
  });
}

const allowReserved = false;

describe("the style examples of the specification", () => {
  examples("path", PATH, (value, style, explode) =>
    serialisePath("color", value, { style, explode, allowReserved }),
  );
  examples("header", HEADER, (value, style, explode) =>
    serialiseHeader("color", value, { style, explode }),
  );
  examples("query", QUERY, (value, style, explode) =>
    serialiseQuery("color", value, { style, explode, allowReserved }).join("&"),
  );
  examples("cookie", COOKIE, (value, style, explode) =>
    serialiseCookie("color", value, { style, explode, allowReserved }).join("; "),
  );
});

/** The variables of RFC 6570 §3.2. */
const VARIABLES = {
  count: ["one", "two", "three"],
  dom: ["example", "com"],
  dub: "me/too",
  hello: "Hello World!",
  half: "50%",
  var: "value",
  who: "fred",
  base: "http://example.com/home/",
  path: "/foo/bar",
  list: ["red", "green", "blue"],
  keys: { semi: ";", dot: ".", comma: "," },
  v: "6",
  x: "1024",
  y: "768",
  empty: "",
  empty_keys: {},
  undef: null,
} as const;

type Variable = keyof typeof VARIABLES;

/** An expression with one variable of RFC 6570 §3.2 → its expansion there, without the literal text around it. */
const EXPANSIONS: readonly (readonly [style: string, Variable, explode: boolean, string])[] = [
  // §3.2.2, simple
  ["simple", "count", false, "one,two,three"],
  ["simple", "count", true, "one,two,three"],
  ["simple", "var", false, "value"],
  ["simple", "hello", false, "Hello%20World%21"],
  ["simple", "half", false, "50%25"],
  ["simple", "empty", false, ""],
  ["simple", "base", false, "http%3A%2F%2Fexample.com%2Fhome%2F"],
  ["simple", "list", false, "red,green,blue"],
  ["simple", "list", true, "red,green,blue"],
  ["simple", "keys", false, "semi,%3B,dot,.,comma,%2C"],
  ["simple", "keys", true, "semi=%3B,dot=.,comma=%2C"],
  // §3.2.5, label
  ["label", "who", false, ".fred"],
  ["label", "half", false, ".50%25"],
  ["label", "dom", true, ".example.com"],
  ["label", "empty", false, "."],
  ["label", "list", true, ".red.green.blue"],
  ["label", "list", false, ".red,green,blue"],
  ["label", "keys", false, ".semi,%3B,dot,.,comma,%2C"],
  ["label", "keys", true, ".semi=%3B.dot=..comma=%2C"],
  ["label", "empty_keys", false, ""],
  ["label", "empty_keys", true, ""],
  // §3.2.7, matrix
  ["matrix", "who", false, ";who=fred"],
  ["matrix", "half", false, ";half=50%25"],
  ["matrix", "empty", false, ";empty"],
  ["matrix", "list", false, ";list=red,green,blue"],
  ["matrix", "list", true, ";list=red;list=green;list=blue"],
  ["matrix", "keys", false, ";keys=semi,%3B,dot,.,comma,%2C"],
  ["matrix", "keys", true, ";semi=%3B;dot=.;comma=%2C"],
  // §3.2.8, form; §3.2.9, form continuation: the same behind a `&`
  ["form", "who", false, "who=fred"],
  ["form", "half", false, "half=50%25"],
  ["form", "x", false, "x=1024"],
  ["form", "empty", false, "empty="],
  ["form", "list", false, "list=red,green,blue"],
  ["form", "list", true, "list=red&list=green&list=blue"],
  ["form", "keys", false, "keys=semi,%3B,dot,.,comma,%2C"],
  ["form", "keys", true, "semi=%3B&dot=.&comma=%2C"],
  ["form", "empty_keys", false, ""],
  ["form", "empty_keys", true, ""],
];

describe("the examples of RFC 6570", () => {
  it.each(EXPANSIONS)("%s: {%s}, explode %s, is %s", (style, variable, explode, expansion) => {
    const value = VARIABLES[variable];
    const written =
      style === "form"
        ? serialiseQuery(variable, value, { style, explode, allowReserved }).join("&")
        : serialisePath(variable, value, { style, explode, allowReserved });
    expect(written).toBe(expansion);
  });

  /** §3.2.3. A query cannot hold all that `{+var}` leaves alone: RFC 6570's own examples have none of it. */
  it.each<[Variable, string]>([
    ["var", "var=value"],
    ["hello", "hello=Hello%20World!"],
    ["half", "half=50%25"],
    ["base", "base=http://example.com/home/"],
    ["path", "path=/foo/bar"],
    ["list", "list=red,green,blue"],
    ["keys", "keys=semi,;,dot,.,comma,,"],
  ])("allowReserved: {+%s} is %s", (variable, expansion) => {
    const query = { style: "form", explode: false, allowReserved: true };
    expect(serialiseQuery(variable, VARIABLES[variable], query)).toEqual([expansion]);
  });
});
