import { type Check, check, outcome } from "./check.js";

// Answers that come in pieces, and pages.

const NOTES = [{ title: "one" }, { title: "two" }, { title: "thrée" }];

const TITLES = ["1", "2", "3", "4", "5", "6"].map((title) => ({ title }));

export const streamChecks: readonly Check[] = [
  check("server-sent events", NOTES, async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl });
    return collected(client.stream(client.answers.events, {}));
  }),
  check("JSON lines", NOTES, async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl });
    return collected(client.stream(client.answers.lines, {}));
  }),
  check("a stream that is left", { title: "one" }, async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl });
    for await (const item of client.stream(client.answers.events, {})) return item;
    return undefined;
  }),
  check(
    "a stream that is aborted",
    { items: 1, ended: "Error: enough" },
    async ({ createClient, baseUrl }) => {
      const client = createClient({ baseUrl });
      const controller = new AbortController();
      let items = 0;
      const ended = await outcome(async () => {
        const stream = client.stream(client.answers.events, {}, { signal: controller.signal });
        for await (const _ of stream) {
          items += 1;
          controller.abort(new Error("enough"));
        }
      });
      return { items, ended };
    },
  ),
  check("pages by the Link header", TITLES, async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl });
    return collected(client.paginate(client.pages.byLink, {}));
  }),
  check("pages by a cursor", TITLES, async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl });
    return collected(client.paginate(client.pages.byCursor, {}));
  }),
  check("the first two pages", TITLES.slice(0, 4), async ({ createClient, baseUrl }) => {
    const client = createClient({ baseUrl });
    return collected(client.paginate(client.pages.byCursor, {}, { pages: 2 }));
  }),
];

async function collected(items: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const item of items) all.push(item);
  return all;
}
