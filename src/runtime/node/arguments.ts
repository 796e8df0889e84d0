import { parseArgs } from "node:util";
import type { Effect } from "../api/api.js";
import { nearest } from "../api/nearest.js";
import type { PolicyOverrides } from "../broker/policy.js";
import { readEffects } from "../service/effect-list.js";
import { HTTP_OPTIONS, HTTP_PARSED, type HttpSettings, readHttp } from "./http-arguments.js";
import { CHECK_MODES, type CheckMode } from "./type-check/check-mode.js";

/** What the command line of a server asks for. */
export type Command =
  | { readonly kind: "help" }
  | { readonly kind: "version"; readonly check: CheckMode }
  | {
      readonly kind: "serve";
      readonly policy: PolicyOverrides;
      readonly check: CheckMode;
      readonly baseUrl?: string;
      readonly stateFolder?: string;
      readonly auditFile?: string;
      /** Absent for standard input and output. */
      readonly http?: HttpSettings;
    }
  | { readonly kind: "wrong"; readonly message: string };

export const OPTIONS: readonly { readonly flag: string; readonly text: string }[] = [
  { flag: "--allow <effects>", text: "permit write, destructive, or write,destructive" },
  { flag: "--deny <effects>", text: "deny read, write or destructive, whatever else allows it" },
  { flag: "--read-only", text: "deny write and destructive" },
  { flag: "--base-url <url>", text: "call the API there" },
  {
    flag: "--check <mode>",
    text: "check types before code runs: auto (if TypeScript 7.0.2 is installed), require, off",
  },
  { flag: "--state-dir <folder>", text: "keep results there, for later servers too" },
  { flag: "--audit <file>", text: "write a line of JSON there for every call and every run" },
  ...HTTP_OPTIONS,
  { flag: "--help", text: "print this" },
  {
    flag: "--version",
    text: "print the version, how code is checked, and what the server is made of",
  },
];

const PARSED = {
  allow: { type: "string", multiple: true },
  deny: { type: "string", multiple: true },
  "read-only": { type: "boolean" },
  "base-url": { type: "string" },
  check: { type: "string" },
  "state-dir": { type: "string" },
  audit: { type: "string" },
  ...HTTP_PARSED,
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

export function readCommand(args: readonly string[]): Command {
  const unknown = unknownOption(args);
  if (unknown !== undefined) return { kind: "wrong", message: unknown };
  try {
    const { values } = parseArgs({ args: [...args], options: PARSED, strict: true });
    if (values.help) return { kind: "help" };
    const check = CHECK_MODES.find((mode) => mode === (values.check ?? "auto"));
    if (check === undefined) {
      const message = `--check takes ${CHECK_MODES.join(", ")}, not ${JSON.stringify(values.check)}`;
      return { kind: "wrong", message };
    }
    if (values.version) return { kind: "version", check };
    const allow = readEffects("--allow", values.allow ?? []);
    const deny = readEffects("--deny", values.deny ?? []);
    if (typeof allow === "string") return { kind: "wrong", message: allow };
    if (typeof deny === "string") return { kind: "wrong", message: deny };
    const denied: readonly Effect[] = values["read-only"]
      ? [...deny, "write", "destructive"]
      : deny;
    const { "base-url": baseUrl, "state-dir": stateFolder, audit: auditFile } = values;
    if (stateFolder === "" || auditFile === "") {
      const flag = stateFolder === "" ? "--state-dir takes a folder" : "--audit takes a file";
      return { kind: "wrong", message: flag };
    }
    if (baseUrl !== undefined && !isHttpUrl(baseUrl)) {
      return { kind: "wrong", message: `--base-url must be an http or https URL, not ${baseUrl}` };
    }
    const http = readHttp(values);
    if (typeof http === "string") return { kind: "wrong", message: http };
    return {
      kind: "serve",
      policy: { allow, deny: denied },
      check,
      ...(baseUrl !== undefined && { baseUrl }),
      ...(stateFolder !== undefined && { stateFolder }),
      ...(auditFile !== undefined && { auditFile }),
      ...(http !== undefined && { http }),
    };
  } catch (error) {
    return { kind: "wrong", message: error instanceof Error ? error.message : String(error) };
  }
}

/** A sentence about the first option that does not exist, with the nearest that does. */
function unknownOption(args: readonly string[]): string | undefined {
  const known = Object.keys(PARSED);
  for (const arg of args) {
    if (arg === "--") return undefined;
    const name = /^--(?<name>[^=]+)/.exec(arg)?.groups?.["name"];
    if (name === undefined || known.includes(name)) continue;
    const [near] = nearest(name, known, 1);
    const hint = near === undefined ? "--help lists the options" : `did you mean --${near}?`;
    return `There is no option --${name}; ${hint}`;
  }
  return undefined;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
