import { type Check, check, outcome } from "./check.js";

// What a log is told.

export const hookChecks: readonly Check[] = [
  check(
    "hooks",
    [
      "request GET answers.busy 1",
      "response 503",
      "retry 0 ms",
      "request GET answers.busy 2",
      "response 503",
      "retry 0 ms",
      "request GET answers.busy 3",
      "response 200",
      "request GET answers.problem 1",
      "response 422",
      "error ApiError",
    ],
    async ({ createClient, baseUrl }) => {
      const told: string[] = [];
      const { answers } = createClient({
        baseUrl,
        hooks: {
          request: ({ method, operation, attempt }) =>
            told.push(`request ${method} ${operation} ${attempt}`),
          response: ({ status }) => told.push(`response ${status}`),
          retry: ({ pauseMs }) => told.push(`retry ${pauseMs} ms`),
          error: ({ error }) => told.push(`error ${error}`),
        },
      });
      await answers.busy();
      await outcome(() => answers.problem());
      return told;
    },
  ),
];
