import type { Api } from "../runtime/api/api.js";
import { apiJson, emitApi } from "./api/api.js";
import type { Assets } from "./assets.js";
import type { Budget } from "./budget.js";
import { emitClient } from "./client/client.js";
import type { EmitInput, Emitter, OutputFile } from "./emitter.js";
import { emitIndex } from "./index/index.js";
import { emitLock, lockOf, sha256 } from "./lock/lock.js";
import { emitOpenapiTypes } from "./openapi-types/openapi-types.js";
import { emitPackageJson } from "./package/package-json.js";
import { emitReadme } from "./package/readme.js";
import { emitSchema } from "./schema/schema.js";
import { emitSkill } from "./skill/skill.js";

/** Counts what an agent pays for an API whose `SKILL.md` is `skill`. */
export type Measure = (api: Api, skill: string) => Budget;

/** A whole package, ready to be written. */
export interface EmittedPackage {
  /** Every file, `codemode.lock.json` last. */
  readonly files: readonly OutputFile[];
  readonly budget: Budget;
}

/** What follows from the API alone, in the order in which a reader of the package would open it. */
const emitters: readonly Emitter[] = [
  emitPackageJson,
  emitSchema,
  emitOpenapiTypes,
  emitClient,
  emitApi,
  emitIndex,
];

/** Every file of a package. Documents that name figures come after the texts that are measured, the lock after all. */
export function emitPackage(input: EmitInput, assets: Assets, measure: Measure): EmittedPackage {
  const { openapiTypes } = assets;
  const whole = openapiTypes === undefined ? input : { ...input, openapiTypes };
  const skill = emitSkill(input, assets.templates.skill);
  const budget = measure(input.api, skill.document);
  const files = [
    ...emitters.flatMap((emit) => emit(whole)),
    ...assets.runtime,
    ...skill.files,
    emitReadme(input, budget, assets.templates.readme),
  ];
  const { compilerVersion } = input.package;
  const inputSha256 = sha256(apiJson(input.api));
  return {
    files: [...files, emitLock(lockOf({ compilerVersion, inputSha256, budget, files }))],
    budget,
  };
}
