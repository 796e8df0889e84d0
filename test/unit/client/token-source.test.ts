import { afterEach, expect, it, vi } from "vitest";
import { createTokenSource } from "../../../src/runtime/client/token-source.js";

afterEach(() => void vi.useRealTimers());

const never = new AbortController().signal;

it("asks again for a token whose request was dropped, and not while it may still be answered", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  let asked = 0;
  const source = createTokenSource({
    scheme: {
      name: "oauth",
      kind: "oauth2",
      flows: [{ kind: "clientCredentials", tokenUrl: "https://login.example/token", scopes: [] }],
    },
    credential: { clientId: "id", clientSecret: "secret" },
    baseUrl: undefined,
    fetch: async () => {
      asked += 1;
      if (asked === 1) return new Promise<Response>(() => {});
      return Response.json({ access_token: "second", token_type: "bearer" });
    },
  });
  const dropped = source.token([], never);
  dropped.catch(() => {});
  vi.advanceTimersByTime(60_000);
  const together = source.token([], never);
  together.catch(() => {});
  await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBe(1);
  vi.advanceTimersByTime(6_000);
  expect(await source.token([], never)).toBe("second");
  expect(await source.token([], never)).toBe("second");
  expect(asked).toBe(2);
});
