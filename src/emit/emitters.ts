import { surfaceFacts } from "../runtime/mcp/api-surface.js";
import { writeSurfaceFacts } from "../runtime/mcp/surface-facts.js";
import { apiJson } from "./api/api.js";
import type { Assets } from "./assets.js";
import type { Budget } from "./budget.js";
import { emitClient } from "./client/client.js";
import { emitDocker } from "./docker/docker.js";
import type { EmitInput, Emitter, OutputFile } from "./emitter.js";
import { emitLock, lockOf, sha256 } from "./lock/lock.js";
import { emitOpenapiTypes } from "./openapi-types/openapi-types.js";
import { emitPackageJson } from "./package/package-json.js";
import { emitReadme } from "./package/readme.js";
import { emitBundle } from "./registry/mcpb-manifest.js";
import { emitServerJson } from "./registry/server-json.js";
import { emitSkillIndex } from "./registry/skill-index.js";
import { emitSbom } from "./sbom/sbom.js";
import { emitSchema } from "./schema/schema.js";
import { emitShellSkill } from "./skill/shell-skill.js";
import { emitSkill } from "./skill/skill.js";
import type { Surveyor } from "./survey.js";
import { emitWorkerTypes } from "./worker/worker-types.js";
import { emitWrangler } from "./worker/wrangler.js";

/** A whole package, ready to be written. */
export interface EmittedPackage {
  /** Every file, `codemode.lock.json` last. */
  readonly files: readonly OutputFile[];
  readonly budget: Budget;
}

/** The code of a package, in the order in which a reader would open it. */
const emitters: readonly Emitter[] = [
  emitPackageJson,
  emitServerJson,
  emitSchema,
  emitOpenapiTypes,
  emitClient,
  emitWorkerTypes,
];

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
  const skills = [...skill.files, ...emitShellSkill(input, assets.templates.shellSkill).files];
  const code = emitters.flatMap((emit) => emit(whole));
  const [index, budget] = await Promise.all([surveying.index, measuring]);
  const files = [
    ...code,
    { path: "api.json", content: text },
    { path: "index.json", content: index },
    { path: "surface.json", content: writeSurfaceFacts(surfaceFacts(input.api)) },
    ...assets.runtime,
    emitSbom(input, assets.components),
    ...skills,
    ...emitSkillIndex(skills),
    ...emitBundle(input, assets.templates.mcpbignore),
    ...emitDocker(input, assets.templates),
    emitWrangler(input.api, assets.templates.wrangler),
    emitReadme(input, budget, assets.templates.readme),
  ];
  const { compilerVersion } = input.package;
  const inputSha256 = sha256(text);
  return {
    files: [...files, emitLock(lockOf({ compilerVersion, inputSha256, budget, files }))],
    budget,
  };
}
