import { describe, expect, it } from "vitest";
import { isCallable, signaturesIn } from "../../../src/evaluation/signatures.js";

const ANSWER = `// 3 operations match.

// read · GET /issues/{id} · Get an issue; see hub.issues.list(args): Promise<Issue[]>
hub.issues.get(args: { id: string; "X-Trace"?: string; (x: string) => void }): Promise<Issue | undefined>

// write · POST /issues
hub.issues.create(args: {
  title: string; // Not "a) title": a text
  labels?: ("a;b" | 'c)')[]; /* 3 more: issues.create */
}): Promise<{ id: string; nested: { a: number } }>;

hub.issues.list()
other.issues.update(args: { id: string }): Promise<Issue>
hub.labels.list(): Promise<{ /* 12 more: labels.list */ }>
  hub.a.b.c(): Promise<undefined>
// hub.issues.remove(args: { id: string }): Promise<undefined>
hub.issues.lock(args: { id: string`;

describe("the signatures in an answer", () => {
  const found = signaturesIn(ANSWER, "hub");

  it("are calls at the start of a line, with a result", () => {
    expect([...found.keys()]).toEqual(["issues.get", "issues.create", "labels.list", "a.b.c"]);
  });

  it("have arguments and results without the comments", () => {
    expect(found.get("issues.get")?.result).toBe("Promise<Issue | undefined>");
    expect(found.get("issues.create")).toEqual({
      arguments: `args: {\n  title: string; \n  labels?: ("a;b" | 'c)')[]; …\n}`,
      result: "Promise<{ id: string; nested: { a: number } }>",
    });
    expect(found.get("labels.list")?.result).toBe("Promise<{ … }>");
  });

  it("are found in hostile text in no time", () => {
    const hostile = `hub.a.b(${"/*".repeat(2_000)}${"<".repeat(4_000)}\n`.repeat(20);
    const start = performance.now();
    expect(signaturesIn(hostile, "hub").size).toBe(0);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe("a signature that can be called", () => {
  const one = (text: string) => {
    const [signature] = signaturesIn(text, "hub").values();
    if (signature === undefined) throw new Error("no signature");
    return signature;
  };

  it("has all required arguments by their own names", () => {
    const signature = one('hub.a.b(args: { owner: string; "X-Trace": string }): Promise<A>');
    expect(isCallable(signature, ["owner", "X-Trace"])).toBe(true);
    expect(isCallable(signature, ["owner", "repo"])).toBe(false);
    expect(isCallable(one("hub.a.b(args: { repo_owner: string }): Promise<A>"), ["owner"])).toBe(
      false,
    );
    expect(isCallable(one("hub.a.b(args: { /* 2: owner: x */ }): Promise<A>"), ["owner"])).toBe(
      false,
    );
  });

  it("says what comes back", () => {
    expect(isCallable(one("hub.a.b(): Promise<undefined>"), [])).toBe(true);
    expect(isCallable(one("hub.a.b(): Promise<{}>"), [])).toBe(true);
    expect(isCallable(one("hub.a.b(): Promise<{ id: string; /* 9 more */ }>"), [])).toBe(true);
    expect(isCallable(one("hub.a.b(): Promise<{ /* 9 more */ }[]>"), [])).toBe(false);
    expect(isCallable(one("hub.a.b(): Promise</* type:Issue */>"), [])).toBe(false);
  });
});
