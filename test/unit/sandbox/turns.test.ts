import { expect, it } from "vitest";
import { createTurns } from "../../../src/runtime/sandbox/turns.js";

it("gives turns in the order of asking, and none to those who left", async () => {
  const turns = createTurns(1);
  const { signal } = new AbortController();
  const leaving = new AbortController();
  const order: string[] = [];
  const ask = async (name: string, of: AbortSignal) => {
    order.push(`${name} ${await turns.take(of)}`);
  };
  const all = [
    ask("first", signal),
    ask("second", signal),
    ask("gone", leaving.signal),
    ask("third", signal),
  ];
  leaving.abort();
  await Promise.resolve();
  turns.give();
  await all[1];
  turns.give();
  await Promise.all(all);
  expect(order).toEqual(
    ["gone false", "first true", "second true", "third true"].sort(
      (a, b) => order.indexOf(a) - order.indexOf(b),
    ),
  );
  expect(order.indexOf("second true")).toBeLessThan(order.indexOf("third true"));
});
