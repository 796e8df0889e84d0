// docs/errors.md: what a model is told of each kind of mistake, from the program itself.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..");
const BIN = join(root, "bin/codemode.js");

/** The page; each snippet is run as `codemode run` does, in a package of `fixtures/library.yaml`. */
export async function errorsMarkdown() {
  const wrongSnippets = await readSnippets();
  const folder = mkdtempSync(join(tmpdir(), "codemode-errors-"));
  try {
    const library = join(folder, "library");
    execFileSync(process.execPath, [
      BIN,
      "compile",
      join(root, "fixtures/library.yaml"),
      "-o",
      library,
      "--quiet",
    ]);
    const sections = wrongSnippets.map(({ kind, spellings: [code], stoppedBy }) => {
      const by = stoppedBy === "syntax" ? "by the syntactic check, everywhere" : "by the types";
      return `## ${kind[0]?.toUpperCase()}${kind.slice(1)}

\`\`\`ts
${code}
\`\`\`

Stopped ${by}:

\`\`\`text
${told(library, code)}
\`\`\`
`;
    });
    return `# What a model is told

A snippet that misuses the API does not run: no call is made, and the answer says where, what is right instead, and the signature that was meant, in at most some
300 tokens. Here is the first spelling of each of ${wrongSnippets.length} kinds of mistakes, with the answer of \`execute\`; the tests have three spellings of each
(\`test/snippets/wrong-snippets.ts\`). Written by \`npm run docs\`.

The syntactic check runs everywhere. What only types can tell needs TypeScript beside the server; without it such a snippet runs until its first wrong call, which the
broker refuses, or to the end. Documents are wrong now and then: a value of a body that comes from a variable of type \`any\` is sent as it is, and the answer notes where
the document says otherwise.

${sections.join("\n")}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** @returns {Promise<readonly { kind: string, spellings: readonly [string, string, string], stoppedBy: string }[]>} */
async function readSnippets() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "test/snippets/wrong-snippets.ts")],
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "error",
  });
  const text = outputFiles[0]?.text ?? "";
  const module = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return module.wrongSnippets;
}

/** @param {string} library @param {string} code */
function told(library, code) {
  const { stdout, stderr } = spawnSync(process.execPath, [BIN, "run", library, "-"], {
    cwd: root,
    env: { ...process.env, NO_COLOR: "1" },
    input: code,
    encoding: "utf8",
  });
  return `${stdout}${stderr}`.trimEnd();
}
