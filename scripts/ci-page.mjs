// The session of docs/ci.md and of the README: what a team types and sees when a new version of its document comes in, from the program itself.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const BIN = join(root, "bin/codemode.js");
const BEGIN = "<!-- session: written by `npm run docs` -->";
const END = "<!-- end of session -->";

/** A page with a text between the marks of its session. @param {string} page @param {string} text */
export function withSession(page, text) {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no session");
  return `${before}${BEGIN}\n${text}${END}${after}`;
}

/** A repository with a compiled document in it, of which a new version comes in: all of it, and only what is said then. */
export function session() {
  const cwd = mkdtempSync(join(tmpdir(), "codemode-session-"));
  try {
    cpSync(join(root, "fixtures/library.yaml"), join(cwd, "openapi.yaml"));
    git(cwd, "init", "--quiet", "--initial-branch=main");
    const first = [
      shown(cwd, "init", "openapi.yaml", "--policy"),
      shown(cwd, "compile", "openapi.yaml", "--quiet"),
      shown(cwd, "compile", "openapi.yaml", "--check"),
    ];
    git(cwd, "add", ".");
    git(cwd, "commit", "--quiet", "--message", "The first version");
    changeDocument(join(cwd, "openapi.yaml"));
    const then = [
      shown(cwd, "compile", "openapi.yaml", "--check"),
      shown(cwd, "diff", "HEAD:openapi.yaml", "openapi.yaml", "--fail-on", "breaking"),
      shown(cwd, "review", "openapi.yaml"),
      shown(cwd, "review", "openapi.yaml", "--accept"),
    ];
    const change =
      "Then `openapi.yaml` changes: `GET /books` needs a `branch`, books can be reserved, and `Book.available` is gone.";
    return {
      whole: `\nOnce, in a new repository:\n\n${block(first)}\n\n${change}\n\n${block(then)}\n\n`,
      change: `\n${block(then.slice(0, 2))}\n\n`,
    };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** @param {string} file */
function changeDocument(file) {
  /** @type {{ changes: [string, string][] }} */
  const { changes } = JSON.parse(readFileSync(join(root, "fixtures/library-next.json"), "utf8"));
  const text = changes.reduce(
    (old, [from, to]) => old.replace(from, () => to),
    readFileSync(file, "utf8"),
  );
  writeFileSync(file, text);
}

/** A command, what it prints without how long it took, and its exit code where that is not 0. @param {string} cwd @param {string[]} args */
function shown(cwd, ...args) {
  const env = { ...process.env, NO_COLOR: "1" };
  const { stdout, stderr, status } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    env,
    encoding: "utf8",
  });
  if (status === null || status > 1) throw new Error(`${args.join(" ")}: ${stderr}`);
  const printed = `${stdout}${stderr}`.replace(/ \d+\.\d s$/gm, "").trimEnd();
  return [`$ codemode ${args.join(" ")}`, printed, status === 0 ? "" : `(exit code ${status})`]
    .filter((text) => text !== "")
    .join("\n");
}

/** @param {readonly string[]} commands */
function block(commands) {
  return `\`\`\`console\n${commands.join("\n\n")}\n\`\`\``;
}

/** @param {string} cwd @param {string[]} args */
function git(cwd, ...args) {
  const author = ["-c", "user.name=codemode", "-c", "user.email=codemode@example.com"];
  execFileSync("git", [...author, ...args], { cwd, stdio: ["ignore", "ignore", "inherit"] });
}
