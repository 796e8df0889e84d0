import { describe, expect, it } from "vitest";
import { createLookup } from "../../../src/runtime/api/lookup.js";
import { checkSnippet } from "../../../src/runtime/check/check-snippet.js";
import { readSnippet } from "../../../src/runtime/execute/snippet.js";
import { stripTypes } from "../../../src/runtime/execute/strip-types.js";
import { analysed } from "./shop.js";

const lookup = createLookup(analysed());

async function misuses(code: string): Promise<readonly string[]> {
  const signal = new AbortController().signal;
  const snippet = await readSnippet(code, async (text) => stripTypes(text), signal);
  if (snippet.kind === "refused") throw new Error(snippet.message);
  return checkSnippet(snippet.program, lookup).map(({ line, message }) => `${line}: ${message}`);
}

describe("a snippet that certainly misuses the API", () => {
  it.each([
    ["return shop.item.list()", "1: shop has no item; did you mean shop.items?"],
    [
      "return shop.items.lst()",
      "1: there is no operation items.lst; did you mean shop.items.list?",
    ],
    [
      "const { items } = shop;\nreturn items.lst()",
      "2: there is no operation items.lst; did you mean shop.items.list?",
    ],
    [
      "const { lst } = shop.items;\nreturn lst()",
      "1: there is no operation items.lst; did you mean shop.items.list?",
    ],
    [
      "const i = shop.items;\nreturn i['lst']()",
      "2: there is no operation items.lst; did you mean shop.items.list?",
    ],
    [
      "for (const one of [shop.items, shop.items]) await one.lst();",
      "1: there is no operation items.lst; did you mean shop.items.list?",
    ],
    [
      "const load = (from, id) => from.gett({ id });\nreturn load(shop.items, 'a')",
      "1: there is no operation items.gett; did you mean shop.items.get?",
    ],
    [
      "return shop.items.get()",
      "1: items.get: `id` is missing; its values come from `items.list` (`[].id`)",
    ],
    [
      "return shop.items.get({ ID: 'a' })",
      '1: items.get: there is no argument "ID"; did you mean `id`?',
    ],
    ["return shop.items.get({ id: 5 })", "1: items.get: `id` must be a string, not 5"],
    ["const id = 5;\nreturn shop.items.get({ id })", "2: items.get: `id` must be a string, not 5"],
    ["return shop.items.get('a')", '1: items.get: it takes one object of arguments, not "a"'],
    [
      "return shop.items.get({ id: 'a' }, { x: 1 })",
      "1: items.get takes one object of arguments, and here are 2",
    ],
    [
      "return shop.items.list({ state: 'shut' })",
      '1: items.list: `state` must be one of "open", "closed", not "shut"',
    ],
    [
      "return shop.items.create({ name: 'x' })",
      "1: items.create: `name` belongs inside `body`: { body: { name: … } }",
    ],
    ["return shop.items.create({})", "1: items.create: `body` is missing"],
    ["return shop.items.create({ body: {} })", "1: items.create: `body.name` is missing"],
    [
      "return shop.items.create({ body: { name: 'x', size: { width: 'wide' } } })",
      '1: items.create: `body.size.width` must be a number, not "wide"',
    ],
    [
      "return shop.items.create({ body: { name: 'x', tags: 'new' } })",
      '1: items.create: `body.tags` must be an array of which each item is a string, not "new"',
    ],
    [
      "return shop.items.list({}).map((one) => one.id)",
      "1: items.list gives a promise, which has no map: write `(await shop.items.list(…)).map`",
    ],
    [
      "return shop.items.get({ id: shop.items.list() })",
      "1: items.get: `id` must be a string, not a promise (await it first)",
    ],
    [
      "for (const one of shop.paginate(shop.items.list)) console.log(one)",
      "1: paginate gives its items one after the other: write `for await (const item of …)`",
    ],
    [
      "return shop.paginate(shop.items.list, {}).length",
      "1: paginate gives an async iterable, which has no length: write `for await (const item of …)`, or `await ….toArray()` for all of its items",
    ],
    [
      "return shop.paginate(shop.items.list({})).toArray()",
      "1: paginate takes the operation itself, not its call: shop.paginate(shop.items.list, args)",
    ],
    [
      "return shop.paginate(shop.items.get, { id: 'a' }).toArray()",
      "1: nothing is known of the pages of items.get: call it, and ask for further ones by its arguments",
    ],
    [
      "return shop.paginate(shop.items.list, { state: 'shut' }).toArray()",
      '1: items.list: `state` must be one of "open", "closed", not "shut"',
    ],
    [
      "return shop.raw(shop.items.get, { ident: 'a' })",
      '1: items.get: there is no argument "ident"',
    ],
  ])("%s", async (code, message) => {
    expect(await misuses(code)).toEqual(message === "" ? [] : [message]);
  });
});

describe("a snippet that may be right", () => {
  it.each([
    "const id = (await shop.items.list())[0].id;\nreturn shop.items.get({ id })",
    "let id = 5;\nid = 'a';\nreturn shop.items.get({ id })",
    "const args = {};\nargs.id = 'a';\nreturn shop.items.get(args)",
    "return shop.items.get({ ...(await shop.items.list())[0] })",
    "const opts = { state: 'shut' };\nopts.state = 'open';\nreturn shop.items.list({ ...opts })",
    "return Object.keys(shop.items).map((name) => shop.items[name])",
    "const f = (shop) => shop.anything.goes();\nreturn f({ anything: { goes: () => 1 } })",
    "if (shop.items.find) return shop.items.find();\nreturn typeof shop.other",
    "return shop.items.find?.() ?? shop.items.list()",
    "return shop.items.list({ state: undefined, page: null })",
    "return shop.items.get({ id: 'a' + Math.random() })",
    "return shop.items.create({ body: JSON.parse('{}') })",
    "return shop.items.list().then((all) => all.length)",
    "const all = [];\nfor await (const one of shop.paginate(shop.items.list, {})) all.push(one);\nreturn all",
    "const pages = await shop.paginate('items.list', {}).toArray();\nreturn pages.length",
    "const call = (namespace, name) => shop[namespace][name]();\nreturn call('items', 'list')",
    "const { get } = shop.items;\nreturn Promise.all(['a', 'b'].map((id) => get({ id })))",
    "const helpers = { items: { lst: () => 1 } };\nreturn helpers.items.lst()",
    "try { await shop.items.get({ id: 'a' }) } catch (error) { return error.message }",
    "const run = (from, id) => from.get({ id });\nreturn [run(shop.items, 'a'), run({ get: () => 1 }, 'b')]",
  ])("%s", async (code) => {
    expect(await misuses(code)).toEqual([]);
  });

  it("is nested so deeply that nobody can say", async () => {
    const code = `return ${"(".repeat(400)}shop.items.list()${")".repeat(400)}`;
    expect(await misuses(code)).toEqual([]);
  });
});
