import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { productName } from "../../src/emit/skill/product-name.js";
import { slug } from "../../src/emit/slug.js";
import type { Api } from "../../src/runtime/api/api.js";
import { codemode } from "../e2e/cli-process.js";
import { examineSkill } from "../e2e/skill-rules.js";
import { runSkill } from "../e2e/skill-run.js";
import { CACHE, corpusFolder } from "./corpus.js";
import { installed } from "./installed.js";
import { largeDocuments } from "./large-documents.js";

/** Where it is written down what these tests have seen. */
const RECORD = join(CACHE, "skills.json");

interface SkillFigures {
  readonly snippets: number;
  readonly refused: number;
  readonly requests: number;
  readonly lines: number;
  readonly tokens: number;
  readonly shellTokens: number;
}

const corpus = corpusFolder();

// The skills of real documents: by the rules, by a second opinion about them, and with every snippet run against an API that answers as its types say.
if (corpus === undefined) it.skip("needs CODEMODE_CORPUS");
else {
  const validator = join(installed("skills-ref@0.1.5"), ".bin/skills-ref");
  const figures = new Map<string, SkillFigures>();
  const base = mkdtempSync(join(tmpdir(), "codemode-skills-"));

  afterAll(() => {
    rmSync(base, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(RECORD, JSON.stringify(Object.fromEntries(figures), null, 2));
    process.stderr.write(`${tableOf(figures)}\n`);
  });

  describe.each(largeDocuments(corpus))("$name", ({ name, file }) => {
    it("has skills that keep the rules, and snippets that all run", async () => {
      const folder = join(base, name.replaceAll(/[^\w.-]/g, "-"));
      const run = await codemode(["compile", file, "-o", folder]);
      expect(run.exitCode, run.stderr).toBe(0);
      const api: Api = JSON.parse(readFileSync(join(folder, "api.json"), "utf8"));
      const own = slug(api.name);
      const skills = join(folder, "skills");
      expect(readdirSync(skills).sort()).toEqual([own, `${own}-shell`]);
      const server = examineSkill(join(skills, own));
      const shell = examineSkill(join(skills, `${own}-shell`));
      for (const { problems, front } of [server, shell]) {
        expect(problems).toEqual([]);
        expect(String(front["description"]).slice(0, 200)).toContain(productName(api));
      }
      for (const skill of [own, `${own}-shell`]) {
        execFileSync(validator, ["validate", join(skills, skill)], { stdio: "pipe" });
      }
      const ran = await runSkill(folder, api);
      const refused = ran.filter(({ isError }) => isError);
      figures.set(name, {
        snippets: ran.length,
        refused: refused.length,
        requests: ran.reduce((sum, { requests }) => sum + requests, 0),
        lines: server.lines,
        tokens: server.tokens,
        shellTokens: shell.tokens,
      });
      expect(refused.map(({ code, text }) => `${code}\n\n${text}`)).toEqual([]);
      expect(ran.length).toBeGreaterThan(0);
      rmSync(folder, { recursive: true, force: true });
    });
  });
}

function tableOf(figures: ReadonlyMap<string, SkillFigures>): string {
  const rows = Array.from(
    figures,
    ([name, { snippets, refused, requests, lines, tokens, shellTokens }]) =>
      [name, snippets, refused, requests, lines, tokens, shellTokens].join("\t"),
  );
  return ["document\tsnippets\trefused\trequests\tlines\ttokens\tshell tokens", ...rows].join("\n");
}
