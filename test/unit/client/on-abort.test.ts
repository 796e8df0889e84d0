import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { onAbort } from "../../../src/runtime/client/on-abort.js";

it("gives a signal one listener, however many listen, and none when nobody does", () => {
  const controller = new AbortController();
  const { signal } = controller;
  const heard: number[] = [];
  const releases = Array.from({ length: 20 }, (_, at) => onAbort(signal, () => heard.push(at)));
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  for (const release of releases.slice(2)) release();
  controller.abort();
  expect(heard).toEqual([0, 1]);
  for (const release of releases) release();
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  const again = onAbort(signal, () => undefined);
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  again();
});

it("calls those that listen, also when one takes another back", () => {
  const controller = new AbortController();
  const heard: string[] = [];
  const release = onAbort(controller.signal, () => {
    heard.push("first");
    release();
    other();
  });
  const other = onAbort(controller.signal, () => heard.push("other"));
  controller.abort();
  expect(heard).toEqual(["first", "other"]);
});
