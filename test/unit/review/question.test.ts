import { PassThrough } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { askWhether } from "../../../src/cli/review-question.js";

/** Asks with these lines typed, and gives the answer and how often everything was listed. */
async function answers(...lines: readonly string[]): Promise<readonly [boolean, number]> {
  const input = new PassThrough();
  const list = vi.fn();
  const asked = askWhether("Accept?", list, input, new PassThrough());
  for (const line of lines) {
    input.write(`${line}\n`);
    // A person types the next line after reading the question.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  input.end();
  return [await asked, list.mock.calls.length];
}

describe("the question whether to accept", () => {
  it("is answered by yes and no alone", async () => {
    expect(await answers("y")).toEqual([true, 0]);
    expect(await answers(" YES ")).toEqual([true, 0]);
    expect(await answers("n", "y")).toEqual([false, 0]);
    expect(await answers("what?", "yes")).toEqual([true, 0]);
  });

  it("lists everything on demand, and asks again", async () => {
    expect(await answers("l", "list", "y")).toEqual([true, 2]);
  });

  it("takes an empty line and the end of the input for a no", async () => {
    expect(await answers("")).toEqual([false, 0]);
    expect(await answers()).toEqual([false, 0]);
    expect(await answers("l")).toEqual([false, 1]);
  });
});
