import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openVersion } from "../../src/cli/diff-version.js";
import { compare } from "../../src/diff/compare.js";
import type { Comparison } from "../../src/diff/comparison.js";
import { type Finding, fingerprint } from "../../src/diff/finding.js";
import { pairOperations } from "../../src/diff/pairing.js";
import { corpusFolder, unpackArchive } from "./corpus.js";
import { installed } from "./installed.js";

async function comparison(before: string, after: string): Promise<Comparison> {
  const [was, is] = [await openVersion(before, {}), await openVersion(after, {})];
  const pairing = pairOperations(was.version.api, is.version.api);
  const evidence = { queries: [], budgets: [], ignored: [], today: "2026-11-22" };
  return compare(was.version, is.version, pairing, evidence);
}

const breaking = ({ findings }: Comparison) =>
  findings.filter(({ severity }) => severity === "breaking");

describe("GitHub's documents, as Octokit publishes them", () => {
  const fileOf = (version: string) =>
    join(
      installed(`@octokit/openapi@${version}`),
      "@octokit/openapi/generated/api.github.com.json",
    );

  it.each([
    ["21.0.0", "22.0.0", changesIn22()],
    ["22.0.0", "23.0.2", changesIn23()],
  ])("%s → %s: what was looked up by hand is found", async (from, to, known) => {
    const [before, after] = [fileOf(from), fileOf(to)];
    const found = await comparison(before, after);
    expect(found.findings.map(fingerprint)).toEqual(expect.arrayContaining([...known]));
    // Nothing without a rule of its own.
    const unnamed: readonly string[] = ["operation-changed", "type-changed", "api-changed"];
    expect(found.findings.filter(({ code }) => unnamed.includes(code))).toEqual([]);
    // The documents themselves say which routes came and went.
    const [earlier, later] = [routesOf(before), routesOf(after)];
    const moved = found.findings.filter(({ code }) => code === "operation-moved");
    const removed = found.findings.filter(({ code }) => code.startsWith("operation-removed"));
    const added = found.findings.filter(({ code }) => code === "operation-added");
    const routes = (findings: readonly Finding[]) => findings.map(routeOf);
    const gone = earlier.filter((route) => !later.includes(route));
    const come = later.filter((route) => !earlier.includes(route));
    expect(gone.filter((route) => !routes(removed).includes(route))).toHaveLength(moved.length);
    expect(routes(removed).filter((route) => !gone.includes(route))).toEqual([]);
    expect([...routes(added), ...routes(moved)].toSorted()).toEqual(come.toSorted());
  });
});

/** Looked up in the documents. */
function changesIn22(): readonly string[] {
  return [
    "operation-removed GET /orgs/{org}/settings/billing/actions",
    "operation-removed-after-deprecation GET /teams/{team_id}/projects",
    "namespace-removed projectsClassic.*",
    "result-enum-value-added type:CodeScanningVariantAnalysisLanguage",
    "result-property-became-optional type:IssueComment author_association",
    "result-property-removed type:RepositoryRulePullRequest parameters.automatic_copilot_code_review_enabled",
  ];
}

function changesIn23(): readonly string[] {
  return [
    "operation-moved GET /orgs/{org}/dependabot/repository-access",
    "operation-removed GET /orgs/{org}/copilot/metrics",
    "request-property-became-required DELETE /orgs/{org}/code-security/configurations/detach body.selected_repository_ids",
    "result-enum-value-added type:CodeScanningAlertDismissedReason",
    "result-property-removed type:RateLimitOverview resources.code_scanning_upload",
    "result-became-nullable type:CodeSecurityConfiguration description",
  ];
}

function routeOf({ subject }: Finding): string {
  return subject.kind === "operation" ? subject.route : "";
}

const METHODS: readonly string[] = ["get", "put", "post", "delete", "options", "head", "patch"];

/** `METHOD /path` of every operation of a plain document. */
function routesOf(file: string): readonly string[] {
  const { paths }: { paths: Readonly<Record<string, object>> } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => METHODS.includes(key))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** Documents that the authors keep in several versions of OpenAPI. What breaks there breaks: the reasons were read in the documents. */
const TWINS: readonly {
  readonly name: string;
  readonly versions: readonly [before: string, after: string];
  readonly breaking: readonly string[];
  readonly why: string;
}[] = [
  {
    name: "petstore.json",
    versions: ["2.0", "3.0"],
    breaking: [],
    why: "",
  },
  {
    name: "petstore-expanded.json",
    versions: ["2.0", "3.0"],
    breaking: ["parameter-serialisation-changed GET /pets args.tags"],
    why: "`collectionFormat: csv` became `style: form` without `explode: false`: tags=a,b is tags=a&tags=b now",
  },
  {
    name: "petstore-simple.json",
    versions: ["3.0", "3.1"],
    breaking: [],
    why: "",
  },
  {
    name: "petstore.json",
    versions: ["3.0", "3.1"],
    breaking: [
      "body-media-type-removed POST /pet/{petId}/uploadImage body",
      "request-type-changed POST /pet/{petId}/uploadImage body",
    ],
    why: "the upload takes octets there, and a form here",
  },
  {
    name: "schema-encoding-style.json",
    versions: ["3.0", "3.1"],
    breaking: [],
    why: "",
  },
  {
    name: "schema-types.json",
    versions: ["3.0", "3.1"],
    breaking: [
      'request-property-became-required type:StringsSchemaSupportBody ["enum (with default and required)"]',
    ],
    why: "it is in `required` of 3.1 alone",
  },
  {
    name: "security.json",
    versions: ["3.0", "3.1"],
    breaking: [
      "operation-removed GET /anything/optional-auth",
      "operation-renamed PUT /anything/bearer",
    ],
    why: "3.1 has no /anything/optional-auth, and no tag on PUT /anything/bearer",
  },
  {
    name: "parameters-style.json",
    versions: ["3.0", "3.1"],
    breaking: [
      "body-removed GET /anything/form-data/spaceDelimited body",
      "operation-moved GET /anything/form-data/spaceDelimited",
    ],
    why: "it is a POST in 3.0 and a GET in 3.1",
  },
];

const corpus = corpusFolder();

if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  describe("one API in two versions of OpenAPI", () => {
    const folder = unpackArchive(corpus, "readme-oas-examples");
    it.each(TWINS)("$name in $versions breaks nothing but what differs", async (twin) => {
      const [before, after] = twin.versions.map((version) =>
        join(folder, version, "json", twin.name),
      );
      if (before === undefined || after === undefined) throw new Error("two versions");
      expect([existsSync(before), existsSync(after)]).toEqual([true, true]);
      const found = breaking(await comparison(before, after)).map(fingerprint);
      expect(found.toSorted()).toEqual(twin.breaking.toSorted());
    });
  });
}
