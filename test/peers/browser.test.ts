import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, openPage } from "./browser.js";
import type { ChecksApi } from "./client-checks/api.js";
import { startChecksApis } from "./client-checks/apis.js";
import type { Outcomes } from "./client-checks/check.js";
import { expectOutcomes } from "./client-checks/expectations.js";
import { buildChecksPackage, type ChecksPackage } from "./client-checks/package.js";
import { type PageServer, startPageServer } from "./client-checks/page-server.js";

// The client in a real browser, called from a page of another origin than the API's.

let api: ChecksApi;
let page: PageServer;
let browser: Browser;
let built: ChecksPackage;
let outcomes: Outcomes;

beforeAll(async () => {
  built = await buildChecksPackage("browser");
  api = await startChecksApis();
  writeFileSync(join(built.folder, "api.txt"), api.url);
  page = await startPageServer(built.folder);
  browser = openPage(`${page.url}/page.html`);
  outcomes = await page.reported(AbortSignal.timeout(120_000));
});

afterAll(async () => {
  await browser?.close();
  page?.close();
  await api?.close();
});

describe("the client in Chromium", () => {
  expectOutcomes("browser", () => outcomes);

  it("is loaded as it was written, module by module", () => {
    expect(page.loaded.filter((path) => path.startsWith("package/")).sort()).toEqual(built.modules);
  });
});
