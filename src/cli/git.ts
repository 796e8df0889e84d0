import { execFile } from "node:child_process";
import { MAXIMUM } from "../load/limits.js";
import { tooLarge } from "../load/read.js";
import { UsageError } from "./exit.js";

/** What git is told beside the arguments: it asks for no password, fetches nothing, and answers in English. */
const GIT_ENVIRONMENT = { GIT_TERMINAL_PROMPT: "0", GIT_NO_LAZY_FETCH: "1", LC_ALL: "C" };

/** What a name in a revision stands for. */
export type GitObject = "file" | "folder";

/**
 * The bytes of a file in a revision of the git repository that the working directory is in: `path` as `git show <revision>:<path>` takes it,
 * from the top of the repository, or with `./` from the working directory. `undefined` when the revision has no such file.
 * @throws {UsageError} when there is no repository, no git, or no such revision; {UnusableInput} when the file is too large.
 */
export async function fileInRevision(
  revision: string,
  path: string,
): Promise<Uint8Array | undefined> {
  return fileInTree(await treeOf(revision), path);
}

/**
 * The full name of the tree that a revision means (`v1.2`, `HEAD~1`, `origin/main`): what it holds stays the same, whatever is committed meanwhile.
 * @throws {UsageError} when there is no repository, no git, or no such revision.
 */
export async function treeOf(revision: string): Promise<string> {
  // A dash in front makes an option of it, a colon the name of a file.
  const isName = revision !== "" && !/^-|[\0:]/.test(revision);
  const tree = isName
    ? await answerOf("rev-parse", "--verify", "--quiet", `${revision}^{tree}`, "--")
    : undefined;
  if (tree !== undefined) return tree.split("\n", 1)[0] ?? "";
  if ((await answerOf("rev-parse", "--git-dir")) === undefined) {
    throw new UsageError(
      "The working directory is in no git repository",
      "Run the command inside the repository, or give the files themselves.",
    );
  }
  throw new UsageError(
    `git knows no revision ${JSON.stringify(revision)}`,
    "Name a commit, a branch or a tag. In CI, fetch it first: a shallow clone has the newest commit alone.",
  );
}

/** The bytes of a file in a tree that `treeOf` gave; `undefined` when there is no such file. @throws {UnusableInput} when it is too large. */
export async function fileInTree(tree: string, path: string): Promise<Uint8Array | undefined> {
  // `git show` would list a folder.
  if ((await kindInTree(tree, path)) !== "file") return undefined;
  return run(["show", "--no-textconv", `${tree}:${path}`, "--"], path);
}

/** Whether a tree that `treeOf` gave has a file or a folder of that name. */
export async function kindInTree(tree: string, path: string): Promise<GitObject | undefined> {
  switch (await answerOf("cat-file", "-t", `${tree}:${path}`)) {
    case "blob":
      return "file";
    case "tree":
      return "folder";
    default:
      return undefined;
  }
}

/** The names of the files and folders in a folder of a tree that `treeOf` gave; none when there is no such folder. */
export async function namesInTree(tree: string, path: string): Promise<readonly string[]> {
  const printed = await run(["ls-tree", "--name-only", "-z", `${tree}:${path}`], path);
  return (
    printed
      ?.toString("utf8")
      .split("\0")
      .filter((name) => name !== "") ?? []
  );
}

/** The path of the working directory from the top of the repository; empty at the top, else with a slash at the end. */
export async function prefixOfFolder(): Promise<string> {
  return (await answerOf("rev-parse", "--show-prefix")) ?? "";
}

/** What git prints, trimmed; `undefined` when it says no. */
async function answerOf(...args: readonly string[]): Promise<string | undefined> {
  const printed = await run(args, args.join(" "));
  return printed?.toString("utf8").trim();
}

/** `undefined` when git fails. @throws {UsageError} when there is no git; {UnusableInput} when it prints more than a document may have. */
function run(args: readonly string[], what: string): Promise<Buffer | undefined> {
  const options = {
    env: { ...process.env, ...GIT_ENVIRONMENT },
    maxBuffer: MAXIMUM.bytes,
    encoding: "buffer",
  } as const;
  return new Promise((resolve, reject) => {
    execFile("git", args, options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else if (error.code === "ENOENT") {
        reject(new UsageError("git is not installed", "Install it, or give the files themselves."));
      } else if (error.code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") reject(tooLarge(what));
      else resolve(undefined);
    });
  });
}
