import { describe, expect, it } from "vitest";
import type { HostFunctions, HostReply } from "../../../src/runtime/sandbox/executor.js";
import { errorOf, returned, run } from "./guest-runs.js";

/** A host whose operations have `pages` of three items, and what it was asked. */
function pagedHost(pages: number) {
  const asked: string[] = [];
  const iterate: HostFunctions["iterate"] = async (kind, operation, argsJson, cursor) => {
    asked.push([kind, operation, argsJson, cursor].join(" "));
    const page = cursor === "" ? 1 : Number(cursor);
    const items = [0, 1, 2].map((at) => page * 10 + at);
    return value({ items, ...(page < pages && { cursor: String(page + 1) }) });
  };
  const release: HostFunctions["release"] = async (cursor) => {
    asked.push(`release ${cursor}`);
    return { kind: "value" };
  };
  return { asked, host: { iterate, release } };
}

function value(of: unknown): HostReply {
  return { kind: "value", json: JSON.stringify(of) };
}

describe("paginate", () => {
  it("gives all items of all pages, asked for one after the other", async () => {
    const { asked, host } = pagedHost(3);
    const code = `const all = [];
for await (const item of github.paginate(github.issues.list, { n: 1 })) all.push(item);
return all;`;
    expect(await returned(code, { host })).toEqual([10, 11, 12, 20, 21, 22, 30, 31, 32]);
    expect(asked).toEqual([
      'paginate issues.list {"n":1} ',
      "paginate issues.list  2",
      "paginate issues.list  3",
    ]);
  });

  it("stops at the cap, and when the consumer stops, which the host is told", async () => {
    const { asked, host } = pagedHost(9);
    const code = `const capped = await github.paginate(github.issues.list, {}, { pages: 2 }).toArray();
for await (const item of github.paginate("issues.list")) if (item === 11) break;
return capped.length;`;
    expect(await returned(code, { host })).toBe(6);
    expect(asked).toEqual([
      "paginate issues.list {} ",
      "paginate issues.list  2",
      "release 3",
      "paginate issues.list {} ",
      "release 2",
    ]);
  });

  it("asks for nothing before it is iterated, and begins anew each time", async () => {
    const { asked, host } = pagedHost(1);
    const code = `const pages = github.paginate(github.issues.list);
const unused = github.paginate(github.issues.get);
return [await pages.toArray(), await Array.fromAsync(pages)];`;
    expect(await returned(code, { host })).toEqual([
      [10, 11, 12],
      [10, 11, 12],
    ]);
    expect(asked).toHaveLength(2);
  });

  it("is used as if it was one promise of all items, and says how it is meant", async () => {
    const { host } = pagedHost(2);
    expect(
      await returned(
        "const p = await github.paginate(github.issues.list); return await p.toArray()",
        { host },
      ),
    ).toHaveLength(6);
    for (const misuse of [
      "\\nconst all = await github.paginate(github.issues.list); return all.map((x) => x)",
      "\\nreturn github.paginate(github.issues.list).length",
      "\\nreturn [...github.paginate(github.issues.list)]",
      "\\nfor (const item of github.paginate(github.issues.list)) {}",
    ]) {
      expect(await errorOf(misuse.replace("\\n", "\n"), { host })).toMatchObject({
        name: "TypeError",
        line: 2,
        message: expect.stringMatching(/^paginate gives an async iterable\. .*for await .*toArray/),
      });
    }
    expect(
      (await errorOf("return { all: github.paginate(github.issues.list) }", { host })).message,
    ).toMatch(/^The result holds an async iterable under "all"\. .*for await/);
  });

  it.each([
    ["github.paginate(github.issues.list())", /takes an operation first, not its call/],
    ["github.paginate(github.issues.list, {}, { pages: 0 })", /\{ pages\?: number \}/],
    ["github.paginate(github.issues.list, {}, { page: 1 })", /\{ pages\?: number \}/],
    ["github.paginate(github.issues.list, {}, 5)", /\{ pages\?: number \}/],
    ["github.paginate(github.issues.list, { n: 1n })", /The argument holds a BigInt/],
  ])("%s is refused where it is called", async (code, message) => {
    expect(await errorOf(`\n${code}`)).toMatchObject({
      message: expect.stringMatching(message),
      line: 2,
    });
  });

  it("throws what the host answers, at the line of the call, and ends there", async () => {
    const { asked, host } = pagedHost(9);
    const iterate: HostFunctions["iterate"] = async (kind, operation, argsJson, cursor, signal) =>
      cursor === "3"
        ? { kind: "error", name: "ApiError", message: "500", data: '{"status":500}' }
        : host.iterate(kind, operation, argsJson, cursor, signal);
    const code =
      "const seen = [];\nfor await (const x of github.paginate(github.issues.list)) seen.push(x);";
    expect(await errorOf(code, { host: { ...host, iterate } })).toMatchObject({
      name: "ApiError",
      line: 2,
    });
    expect(asked.some((text) => text.startsWith("release"))).toBe(false);
    const caught = `const walk = github.paginate(github.issues.list)[Symbol.asyncIterator]();
try { for (;;) await walk.next(); } catch (e) { return [e.status, (await walk.next()).done]; }`;
    expect(await returned(caught, { host: { ...host, iterate } })).toEqual([500, true]);
  });

  it("passes items that are not awaited in order", async () => {
    const { host } = pagedHost(2);
    const code = `const walk = github.paginate(github.issues.list)[Symbol.asyncIterator]();
return (await Promise.all(Array.from({ length: 8 }, () => walk.next()))).map(({ value, done }) => [value ?? null, done]);`;
    expect(await returned(code, { host })).toEqual([
      ...[10, 11, 12, 20, 21, 22].map((item) => [item, false]),
      [null, true],
      [null, true],
    ]);
  });

  it("counts every page as a call", async () => {
    const { host } = pagedHost(Number.POSITIVE_INFINITY);
    const code = "for await (const x of github.paginate(github.issues.list)) ;";
    expect(await run(code, { host, limits: { calls: 5 } })).toMatchObject({
      kind: "exceeded",
      limit: "calls",
      line: 1,
    });
  });

  it("reads nothing that a snippet has put on prototypes", async () => {
    const { asked, host } = pagedHost(1);
    const code = `Object.prototype.cursor = "7"; Object.prototype.items = ["forged"]; Object.prototype.get = () => "forged";
return await github.paginate(github.issues.list).toArray();`;
    expect(await returned(code, { host })).toEqual([10, 11, 12]);
    expect(asked).toHaveLength(1);
  });
});

describe("stream", () => {
  it("gives items as they arrive, and is one call however often it is read", async () => {
    const { asked, host } = pagedHost(20);
    const code = `let sum = 0;
for await (const item of github.stream(github.issues.list, { n: 1 })) sum += item;
return [sum, (await github.issues.get()).operation];`;
    expect(await returned(code, { host, limits: { calls: 2 } })).toEqual([6360, "issues.get"]);
    expect(asked.slice(0, 2)).toEqual(['stream issues.list {"n":1} ', "stream issues.list  2"]);
  });

  it("does not hold up other calls while it waits", async () => {
    let arrive: (reply: HostReply) => void = () => {};
    const iterate: HostFunctions["iterate"] = async (_, __, ___, cursor) =>
      cursor === ""
        ? value({ items: [1], cursor: "2" })
        : new Promise((resolve) => {
            arrive = resolve;
          });
    const call: HostFunctions["call"] = async () => {
      arrive(value({ items: [2] }));
      return { kind: "value" };
    };
    const code = `const all = github.stream(github.issues.list).toArray();
await new Promise((resolve) => setTimeout(resolve, 20)); await github.issues.get(); return await all;`;
    expect(
      await returned(code, { host: { iterate, call }, limits: { concurrentCalls: 1 } }),
    ).toEqual([1, 2]);
  });
});
