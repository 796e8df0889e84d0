import type { Notification } from "@modelcontextprotocol/server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { reportProgress } from "../../../src/runtime/mcp/progress.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("tells a long run's calls with a growing number, until its end", () => {
  const sent: Notification[] = [];
  const report = reportProgress("token", async (notification) => void sent.push(notification));
  vi.advanceTimersByTime(1_500);
  expect(sent).toEqual([]);
  report.update({ calls: 3, operation: "items.list" });
  vi.advanceTimersByTime(3_000);
  report.end();
  vi.advanceTimersByTime(10_000);
  expect(sent.map(({ params }) => params)).toEqual([
    { progressToken: "token", progress: 1, message: "3 calls, last items.list" },
    { progressToken: "token", progress: 2, message: "3 calls, last items.list" },
  ]);
});

it("tells nothing to a client that gave no token", () => {
  const report = reportProgress(undefined, () => Promise.reject(new Error("sent")));
  report.update({ calls: 1, operation: "items.list" });
  expect(vi.getTimerCount()).toBe(0);
  report.end();
});
