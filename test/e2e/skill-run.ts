import { readFileSync } from "node:fs";
import { join } from "node:path";
import { firstVariables } from "../../src/emit/package/connect.js";
import { slug } from "../../src/emit/slug.js";
import type { Api } from "../../src/runtime/api/api.js";
import { baseUrlVariable, credentialVariables } from "../../src/runtime/broker/variables.js";
import { startCheckedServer } from "./checked-server.js";
import { playedApi } from "./played-api.js";
import { codeBlocks } from "./skill-rules.js";

/** A snippet of a skill that was run, and what came of it. */
export interface RanSnippet {
  readonly code: string;
  readonly isError: boolean;
  readonly text: string;
  /** Requests that reached the API. */
  readonly requests: number;
}

/** Runs every snippet of a package's `SKILL.md` in its own server, types checked, against an API that answers with values of its types. */
export async function runSkill(folder: string, api: Api): Promise<readonly RanSnippet[]> {
  const document = readFileSync(join(folder, "skills", slug(api.name), "SKILL.md"), "utf8");
  const server = await startCheckedServer(
    folder,
    baseUrlVariable(api),
    playedApi(api),
    playedCredentials(api),
  );
  try {
    const ran: RanSnippet[] = [];
    for (const code of codeBlocks(document, "ts")) {
      ran.push({ code, ...(await server.execute(code)) });
    }
    return ran;
  } finally {
    await server.close();
  }
}

/** The credentials that a first connection sets, and no others: what the skill says is enough. */
export function playedCredentials(api: Api): Readonly<Record<string, string>> {
  const first = new Set(firstVariables(api).map(({ name }) => name));
  const texts = credentialVariables(api).filter(
    ({ name, part }) => part === "text" && first.has(name),
  );
  return Object.fromEntries(texts.map(({ name }) => [name, "played:secret"]));
}
