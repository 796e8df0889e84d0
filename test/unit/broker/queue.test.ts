import { expect, it } from "vitest";
import { createQueue, type Lane } from "../../../src/runtime/broker/queue.js";

function never(): AbortSignal {
  return new AbortController().signal;
}

/** Calls that end when they are told to, and the order in which they began. */
function calls() {
  const began: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    began,
    begin: (lane: Lane, name: string, signal = never()) =>
      lane.run(signal, () => {
        began.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }),
    async end(name: string) {
      ends.get(name)?.();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

it("lets runs take turns, however many calls one of them has", async () => {
  const queue = createQueue({ atOnce: 2, waiting: 100 });
  const { began, begin, end } = calls();
  const [a, b, c] = [queue.lane(8, never()), queue.lane(8, never()), queue.lane(8, never())];
  for (const name of ["a1", "a2", "a3", "a4", "a5"]) void begin(a, name);
  for (const name of ["b1", "b2"]) void begin(b, name);
  void begin(c, "c1");
  await end("");
  expect(began).toEqual(["a1", "a2"]);
  for (const name of ["a1", "a2", "a3", "b1", "c1", "a4"]) await end(name);
  expect(began).toEqual(["a1", "a2", "a3", "b1", "c1", "a4", "b2", "a5"]);
});

it("keeps a run to its own number, while others go on", async () => {
  const queue = createQueue({ atOnce: 3, waiting: 100 });
  const { began, begin, end } = calls();
  const [a, b] = [queue.lane(1, never()), queue.lane(2, never())];
  for (const name of ["a1", "a2"]) void begin(a, name);
  for (const name of ["b1", "b2", "b3"]) void begin(b, name);
  await end("");
  expect(began).toEqual(["a1", "b1", "b2"]);
  await end("b1");
  await end("a1");
  expect(began).toEqual(["a1", "b1", "b2", "b3", "a2"]);
});

it("lets a cancelled run leave at once, and a cancelled call", async () => {
  const queue = createQueue({ atOnce: 1, waiting: 100 });
  const { began, begin, end } = calls();
  const [whole, one] = [new AbortController(), new AbortController()];
  const [a, b] = [queue.lane(8, whole.signal), queue.lane(8, never())];
  void begin(b, "b1");
  const left = [begin(a, "a1"), begin(a, "a2"), begin(b, "b2", one.signal)];
  void begin(b, "b3");
  whole.abort("cancelled");
  one.abort("this one too");
  expect(
    (await Promise.allSettled(left)).map((result) => "reason" in result && result.reason),
  ).toEqual(["cancelled", "cancelled", "this one too"]);
  await expect(begin(a, "a3")).rejects.toBe("cancelled");
  await end("b1");
  expect(began).toEqual(["b1", "b3"]);
});

it("refuses a call when too many wait, and takes the next when there is room again", async () => {
  const queue = createQueue({ atOnce: 1, waiting: 2 });
  const { begin, end } = calls();
  const lane = queue.lane(8, never());
  const cancelled = new AbortController();
  void begin(lane, "1");
  void begin(lane, "2");
  const third = begin(lane, "3", cancelled.signal);
  await expect(begin(lane, "4")).rejects.toMatchObject({
    name: "LimitExceeded",
    message: expect.stringContaining("2 calls of all runs wait"),
  });
  cancelled.abort("gone");
  await expect(third).rejects.toBe("gone");
  const fifth = begin(lane, "5");
  for (const name of ["1", "2", "5"]) await end(name);
  expect(await fifth).toBe("5");
});

it("frees the place of a call that fails", async () => {
  const lane = createQueue({ atOnce: 1, waiting: 1 }).lane(1, never());
  await expect(lane.run(never(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await lane.run(never(), async () => "yes")).toBe("yes");
});

it("gives the place of an aborted call to the next one, whether it ever ends or not", async () => {
  const queue = createQueue({ atOnce: 1, waiting: 100 });
  const { began, begin, end } = calls();
  const [run, call] = [new AbortController(), new AbortController()];
  const [a, b] = [queue.lane(8, run.signal), queue.lane(8, never())];
  void begin(a, "a1");
  for (const name of ["b1", "b2", "b3"]) void begin(b, name, name === "b1" ? call.signal : never());
  await end("");
  expect(began).toEqual(["a1"]);
  run.abort("its caller is gone");
  await end("");
  expect(began).toEqual(["a1", "b1"]);
  call.abort("cancelled");
  await end("");
  expect(began).toEqual(["a1", "b1", "b2"]);
  for (const name of ["a1", "b1"]) await end(name);
  expect(began).toEqual(["a1", "b1", "b2"]);
  await end("b2");
  expect(began).toEqual(["a1", "b1", "b2", "b3"]);
});
