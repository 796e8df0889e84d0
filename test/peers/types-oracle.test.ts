import { readFileSync } from "node:fs";
import { load as parseYaml } from "js-yaml";
import { describe, expect, it } from "vitest";
import { differences } from "./oracle/compare.js";
import { declare } from "./oracle/declared-types.js";
import { unpack, corpusFolder } from "./corpus.js";
import { writeFileSync } from "node:fs";

const corpus = corpusFolder();
const DOCS = ["box.json","discord.json","datadog-v1.yaml","openai.yaml","stripe-2022-04.json","github.json","cloudflare-2024-08.json"];
describe.each(DOCS.filter((d)=>!process.env.ONLY||d.startsWith(process.env.ONLY)))("%s", (name) => {
  it("x", async () => {
    const file = unpack(corpus ?? "", name);
    const raw = parseYaml(readFileSync(file, "utf8"));
    let t=Date.now();
    const { checker, pairs } = await declare(file, raw as object);
    const t1=Date.now()-t; t=Date.now();
    const found = differences(checker, pairs);
    console.log(name, "pairs", pairs.length, "diffs", found.length, t1, Date.now()-t);
    writeFileSync(`/tmp/oracle-${name}.txt`, found.map((d)=>`${d.component}${d.direction==="request"?"(req)":""}/${d.steps.map(s=>s.kind==="property"?s.name:s.kind==="items"?"[]":"{}").join("/")}  ${d.kind}  OURS ${d.ours.join(" ; ").slice(0,200)}  THEIRS ${d.theirs.join(" ; ").slice(0,200)}`).join("\n"));
  });
});
