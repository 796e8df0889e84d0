/** The longest name that the Agent Skills rules allow. */
const SKILL_NAME_LENGTH = 64;

/** An identifier as lower-case words with single hyphens, for commands, packages and skills: `gitHubEnterprise` → `git-hub-enterprise`. */
export function slug(identifier: string): string {
  const words = identifier
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, SKILL_NAME_LENGTH)
    .replace(/^-+|-+$/g, "");
  return words === "" ? "api" : words;
}
