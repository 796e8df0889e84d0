import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { load } from "js-yaml";
import { countTokens } from "../../src/budget/tokens.js";

const FIELDS = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"];
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A `SKILL.md` as the Agent Skills rules see it, and what it is in size. */
export interface ExaminedSkill {
  readonly front: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly lines: number;
  /** Of the whole file, o200k_base. */
  readonly tokens: number;
  /** What breaks a rule. */
  readonly problems: readonly string[];
}

/** Examines the skill in a folder by the rules of agentskills.io, and by what is recommended there. */
export function examineSkill(folder: string): ExaminedSkill {
  const text = readFileSync(join(folder, "SKILL.md"), "utf8");
  const [, yaml = "", body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const parsed: unknown = load(yaml);
  const front: Record<string, unknown> =
    typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  const lines = text.split("\n").length;
  const tokens = countTokens(text);
  const links = Array.from(body.matchAll(/(?<!\\)\]\(([^)]+)\)/g), ([, path = ""]) => path);
  const { name, description, compatibility = "–", metadata = {} } = front;
  const problems = [
    ...Object.keys(front)
      .filter((field) => !FIELDS.includes(field))
      .map((field) => `unknown field ${field}`),
    ...(typeof name === "string" && NAME.test(name) && name.length <= 64 ? [] : ["name"]),
    ...(name === basename(folder) ? [] : ["name is not the folder's"]),
    ...(isText(description, 1_024) ? [] : ["description"]),
    ...(isText(compatibility, 500) ? [] : ["compatibility"]),
    ...(isTextMap(metadata) ? [] : ["metadata"]),
    ...(/[<>]/.test(String(description)) ? ["description with markup"] : []),
    ...(lines <= 500 ? [] : [`${lines} lines`]),
    ...(tokens <= 5_000 ? [] : [`${tokens} tokens`]),
    ...links
      .filter((path) => !/^references\/[\w-]+\.md$/.test(path) || !existsSync(join(folder, path)))
      .map((path) => `link to ${path}`),
    ...(/\{\{\w+\}\}/.test(body) ? ["a hole"] : []),
  ];
  return { front, body, lines, tokens, problems };
}

/** What stands in fenced code blocks of a language. */
export function codeBlocks(markdown: string, language: string): readonly string[] {
  const found = markdown.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)\n\`\`\`$`, "gm"));
  return Array.from(found, ([, code = ""]) => code);
}

function isText(value: unknown, length: number): boolean {
  return typeof value === "string" && value.trim() !== "" && value.length <= length;
}

function isTextMap(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((member) => typeof member === "string")
  );
}
