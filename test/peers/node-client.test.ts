import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe } from "vitest";
import type { ChecksApi } from "./client-checks/api.js";
import { startChecksApis } from "./client-checks/apis.js";
import type { Outcomes } from "./client-checks/check.js";
import { expectOutcomes } from "./client-checks/expectations.js";
import { buildChecksPackage } from "./client-checks/package.js";

let api: ChecksApi;
let outcomes: Outcomes;

beforeAll(async () => {
  api = await startChecksApis();
  const { folder } = await buildChecksPackage("node");
  const args = [join(folder, "process.js"), api.url];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
  outcomes = JSON.parse(stdout);
});

afterAll(() => api?.close());

describe("the client in Node", () => {
  expectOutcomes("node", () => outcomes);
});
