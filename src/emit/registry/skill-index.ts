import { zipSync } from "fflate";
import { load } from "js-yaml";
import type { OutputFile } from "../emitter.js";
import { sha256 } from "../lock/lock.js";

/** What tells a client which revision of the index this is; it is compared, never fetched. */
const SCHEMA = "https://schemas.agentskills.io/discovery/0.2.0/schema.json";
const FOLDER = ".well-known/agent-skills";
/** Without a zone, so that an archive has the same bytes in each: a zip keeps local time. */
const WRITTEN = "1980-01-01T12:00:00";

/**
 * The index of skills that a website serves (Agent Skills Discovery 0.2.0), with what it points at: a skill of one file as it is, others as
 * a zip archive. Nothing is compressed in it, since what a compressor writes depends on the version of Node.
 * @param files the files of all skills, `skills/<name>/…`.
 */
export function emitSkillIndex(files: readonly OutputFile[]): readonly OutputFile[] {
  const skills = files.flatMap((file) => {
    const folder = /^(skills\/[^/]+\/)SKILL\.md$/.exec(file.path)?.[1];
    if (folder === undefined) return [];
    const { name, description } = frontMatter(file);
    const members = files.filter(({ path }) => path.startsWith(folder));
    const artifact = members.length === 1 ? single(name, file) : archive(name, folder, members);
    return [{ name, description, ...artifact }];
  });
  const index = {
    $schema: SCHEMA,
    skills: skills.map(({ name, description, type, file: { path, content } }) => ({
      name,
      type,
      description,
      // Relative to the index, so that a site may serve it below a path of its own.
      url: path.slice(FOLDER.length + 1),
      digest: `sha256:${sha256(content)}`,
    })),
  };
  const path = `${FOLDER}/index.json`;
  return [
    ...skills.map(({ file }) => file),
    { path, content: `${JSON.stringify(index, undefined, 2)}\n` },
  ];
}

interface Artifact {
  readonly type: "skill-md" | "archive";
  readonly file: OutputFile;
}

function single(name: string, { content }: OutputFile): Artifact {
  return { type: "skill-md", file: { path: `${FOLDER}/${name}/SKILL.md`, content } };
}

/** The files of a skill's folder, at the root of the archive. */
function archive(name: string, folder: string, members: readonly OutputFile[]): Artifact {
  const entries = members.map(({ path, content }) => [path.slice(folder.length), bytes(content)]);
  const content = zipSync(Object.fromEntries(entries), { level: 0, mtime: WRITTEN });
  return { type: "archive", file: { path: `${FOLDER}/${name}.zip`, content } };
}

/** What the skill says of itself. Throws when it says nothing: a mistake of ours. */
function frontMatter({ path, content }: OutputFile): { name: string; description: string } {
  const text = typeof content === "string" ? content : new TextDecoder().decode(content);
  const facts = load(/^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? "{}");
  if (
    typeof facts === "object" &&
    facts !== null &&
    "name" in facts &&
    "description" in facts &&
    typeof facts.name === "string" &&
    typeof facts.description === "string"
  ) {
    return { name: facts.name, description: facts.description };
  }
  throw new Error(`${path} has no name or no description`);
}

function bytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
