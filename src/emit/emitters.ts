import { apiJson } from "./api/api.js";
import type { Assets } from "./assets.js";
import type { Budget } from "./budget.js";
import { emitClient } from "./client/client.js";
import type { EmitInput, Emitter, OutputFile } from "./emitter.js";
import { emitLock, lockOf, sha256 } from "./lock/lock.js";
import { emitOpenapiTypes } from "./openapi-types/openapi-types.js";
import { emitPackageJson } from "./package/package-json.js";
import { emitReadme } from "./package/readme.js";
import { emitSchema } from "./schema/schema.js";
import { emitSkill } from "./skill/skill.js";
import type { Surveyor } from "./survey.js";

/** A whole package, ready to be written. */
export interface EmittedPackage {
  /** Every file, `codemode.lock.json` last. */
  readonly files: readonly OutputFile[];
  readonly budget: Budget;
}

/** The code of a package, in the order in which a reader would open it. */
const emitters: readonly Emitter[] = [emitPackageJson, emitSchema, emitOpenapiTypes, emitClient];

/**
 * Every file of a package. Documents that name figures come after the texts that are measured, the lock after all. The survey has what it
 * needs before the code is made, so that a thread of its own can make it meanwhile.
 */
export async function emitPackage(
  input: EmitInput,
  assets: Assets,
  survey: Surveyor,
): Promise<EmittedPackage> {
  const { openapiTypes } = assets;
  const whole = openapiTypes === undefined ? input : { ...input, openapiTypes };
  const text = apiJson(input.api);
  const surveying = survey(input.api, text);
  const skill = emitSkill(input, assets.templates.skill);
  const measuring = surveying.measure(skill.document);
  const code = emitters.flatMap((emit) => emit(whole));
  const [index, budget] = await Promise.all([surveying.index, measuring]);
  const files = [
    ...code,
    { path: "api.json", content: text },
    { path: "index.json", content: index },
    ...assets.runtime,
    ...skill.files,
    emitReadme(input, budget, assets.templates.readme),
  ];
  const { compilerVersion } = input.package;
  const inputSha256 = sha256(text);
  return {
    files: [...files, emitLock(lockOf({ compilerVersion, inputSha256, budget, files }))],
    budget,
  };
}
