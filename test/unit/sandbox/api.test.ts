import { describe, expect, it } from "vitest";
import { errorOf, returned } from "./guest-runs.js";

describe("the API in a snippet", () => {
  it("has the namespaces and operations as its keys", async () => {
    const code =
      "return [Object.keys(github), Object.keys(github.issues), 'list' in github.issues, 'lst' in github.issues, Object.entries(github.repos).map(([k, f]) => [k, typeof f, f.name])]";
    expect(await returned(code)).toEqual([
      ["issues", "repos"],
      ["get", "list"],
      true,
      false,
      [["get", "function", "repos.get"]],
    ]);
  });

  it("calls the host with the operation and its arguments", async () => {
    expect(await returned("return await github.issues.get({ owner: 'o', n: 1 })")).toEqual({
      operation: "issues.get",
      args: { owner: "o", n: 1 },
    });
    expect(await returned("return await github.issues.list()")).toEqual({
      operation: "issues.list",
      args: {},
    });
    expect(await returned("const { get } = github.issues; return (await get({})).operation")).toBe(
      "issues.get",
    );
  });

  it.each([
    ["github.issues.lst()", "issues.lst"],
    ["github.isues.get()", "isues.get"],
    ["github.isues()", "isues"],
    ["github.rest.issues.get()", "rest.issues.get"],
    ["github.issues.toString_()", "issues.toString_"],
  ])("passes %s on, for the host to correct", async (call, operation) => {
    expect(await returned(`return (await ${call}).operation`)).toBe(operation);
  });

  it("is not taken for a promise or for JSON", async () => {
    expect(
      await returned(
        "const ns = await github.issues; return [ns === github.issues, JSON.stringify(github), github.issues.then === undefined]",
      ),
    ).toEqual([true, '{"issues":{},"repos":{}}', true]);
  });

  it("gives raw answers for an operation, its name or an unknown one", async () => {
    expect(
      await returned(
        "return await github.raw(github.issues.get, { n: 1 }, { accept: 'text/plain' })",
      ),
    ).toEqual({
      operation: "issues.get",
      args: { n: 1 },
      options: { accept: "text/plain" },
    });
    expect(
      await returned(
        "return [(await github.raw('issues.get')).operation, (await github.raw(github.issues.gt)).operation]",
      ),
    ).toEqual(["issues.get", "issues.gt"]);
    expect((await errorOf("github.raw(github.issues.get())")).message).toMatch(
      /takes an operation first, not its call/,
    );
  });

  it("refuses arguments that JSON cannot say", async () => {
    expect(await errorOf("\nawait github.issues.get({ n: github.issues.list() })")).toMatchObject({
      name: "TypeError",
      line: 2,
      message: expect.stringMatching(/^The argument holds a Promise under "n"/),
    });
  });

  it("cannot be changed", async () => {
    for (const write of [
      "github.issues.get = 1",
      "github.x = 1",
      "delete github.issues",
      "github.issues.get.x = 1",
    ]) {
      expect(await errorOf(write)).toMatchObject({ name: "TypeError", line: 1 });
    }
  });

  it("has search and results beside it", async () => {
    expect(
      await returned(
        "return [await search('a b'), await search({ query: 'c' }), await results.get('r1')]",
      ),
    ).toEqual([{ query: "a b" }, { query: { query: "c" } }, { id: "r1" }]);
  });
});
