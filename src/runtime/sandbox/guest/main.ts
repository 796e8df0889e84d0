import { URL, URLSearchParams } from "whatwg-url-minimum";
import { createApi } from "./api.js";
import { Blob, File } from "./blob.js";
import { deliver, fail, request } from "./bridge.js";
import { structuredClone } from "./clone.js";
import { refuseCode } from "./code.js";
import { createConsole, openConsole } from "./console.js";
import { describe } from "./failure.js";
import { type Entries, host } from "./host.js";
import { encode } from "./json.js";
import { forgetLocales } from "./locale.js";
import { define } from "./property.js";
import { createRandom } from "./random.js";
import { TextDecoder, TextEncoder } from "./text.js";
import { clearTimeout, fire, setTimeout } from "./timers.js";

/** Not in scope on any executor: what only one engine has, shared memory, and code from text. */
const ABSENT = [
  "SharedArrayBuffer",
  "Atomics",
  "performance",
  "Intl",
  "WebAssembly",
  "InternalError",
  "eval",
];

for (const name of ABSENT) Reflect.deleteProperty(globalThis, name);
refuseCode();
forgetLocales();

const search = (query: unknown) =>
  request("search", encode(query ?? null, "The query") ?? "null", "", "");
const results = Object.freeze({ get: (id: unknown) => request("result", String(id), "", "") });

const globals = {
  console: createConsole(),
  URL,
  URLSearchParams,
  TextEncoder,
  TextDecoder,
  Blob,
  File,
  structuredClone,
  setTimeout,
  clearTimeout,
  search,
  results,
};

for (const [name, value] of Object.entries(globals)) define(globalThis, name, value, "hidden");

const entries: Entries = {
  start(apiName, consoleCharacters, seed1, seed2, seed3, seed4) {
    openConsole(consoleCharacters);
    define(Math, "random", createRandom(seed1, seed2, seed3, seed4), "hidden");
    define(globalThis, apiName, createApi(apiName), "listed");
  },
  deliver,
  fail,
  fire,
  encode: (value) => encode(value, "The result"),
  describe,
};

host.enter(entries);
