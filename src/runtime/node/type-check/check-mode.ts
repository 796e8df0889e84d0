import { findTypeScript, TYPESCRIPT_VERSION } from "./typescript.js";

/** Whether types are checked before a run: always or nothing runs, where TypeScript 7 is installed, or never. */
export type CheckMode = "require" | "auto" | "off";

export const CHECK_MODES: readonly CheckMode[] = ["require", "auto", "off"];

/** How snippets are checked, once it is known what is installed. The syntax is checked always. */
export type Checking =
  | { readonly kind: "syntax" }
  /** `typescript` is the URL of the manifest of TypeScript 7. */
  | { readonly kind: "types"; readonly mode: Exclude<CheckMode, "off">; readonly typescript: URL }
  /** Types have to be checked and cannot be. `message` says what to install. */
  | { readonly kind: "impossible"; readonly message: string };

/**
 * An alias, since most projects have another TypeScript. It is no optional peer in a package's manifest: npm refuses to install beside TypeScript 5 what
 * names this version there, optional or not (`ERESOLVE`).
 */
const INSTALL = `npm install typescript-native@npm:typescript@${TYPESCRIPT_VERSION}`;

/** What `mode` comes to for a server whose files are at `from`. */
export function chooseChecking(mode: CheckMode, from: URL): Checking {
  if (mode === "off") return { kind: "syntax" };
  const typescript = findTypeScript(from);
  if (typescript !== undefined) return { kind: "types", mode, typescript };
  if (mode === "auto") return { kind: "syntax" };
  return {
    kind: "impossible",
    message: `--check=require needs TypeScript ${TYPESCRIPT_VERSION} where this server is installed: ${INSTALL}`,
  };
}

/** For people: `types (TypeScript 7.0.2)`. */
export function checkingText({ kind }: Checking): string {
  return kind === "types" ? `types (TypeScript ${TYPESCRIPT_VERSION})` : "syntax";
}
