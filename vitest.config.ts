import { defineConfig } from "vitest/config";

// Three projects: `unit` and `e2e` need Node alone; `peers` needs real documents and installed peers.
export default defineConfig({
  test: {
    // Most of the time a test waits for a process: one worker would leave a core idle where there are two.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts"],
          testTimeout: 20_000,
          // They change nothing that others see; a third of their time would be loading the same modules again.
          isolate: false,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          // What was built is run as it is.
          server: { deps: { external: [/\/dist\//] } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "peers",
          // They measure, install, and fill the memory: one after the other.
          fileParallelism: false,
          include: ["test/peers/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
