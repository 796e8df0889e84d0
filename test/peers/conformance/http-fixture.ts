import { createServer } from "node:http";
import { exchangeOf } from "../../../src/runtime/node/http-exchange.js";
import { lastHop } from "../../../src/runtime/node/http-listen.js";
import { frontUnderTest } from "../../unit/http/front-under-test.js";

export interface HttpFixture {
  /** Of `/mcp`. */
  readonly url: string;
  close(): Promise<void>;
}

/** The HTTP front as generated servers have it, on loopback, over whatever MCP server the module `runtime/mcp/server` makes. */
export async function startHttpFixture(): Promise<HttpFixture> {
  const front = frontUnderTest();
  const server = createServer((incoming, outgoing) => {
    const exchange = exchangeOf(incoming, outgoing);
    if (exchange === undefined) throw new Error("A target that is no path");
    void front.answer(exchange.request, lastHop(incoming.socket)).then(exchange.send);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("It has no port");
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
