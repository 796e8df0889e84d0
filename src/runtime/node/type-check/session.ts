import type { TypedSnippet } from "../../check/type-check.js";
import type { TypeFinding } from "../../check/type-finding.js";
import { findingsOf } from "./findings.js";
import type { Opening } from "./messages.js";
import { ROOT, SETTINGS, SNIPPET, schemaFiles } from "./schema-files.js";
import type { TypeScript } from "./typescript.js";

/** The body of an async function becomes one on the line that it begins on; a top-level `return` would hide what follows it from TypeScript. */
const BODY = { start: "export {};async()=>{", end: "\n}" };

/** JavaScript's strings may hold half a character; TypeScript 7 reads UTF-8, which cannot say it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The schema with one snippet after the other. Everything is synchronous. */
export interface Session {
  /** @throws what TypeScript throws; the session is then of no more use. */
  check(snippet: TypedSnippet): readonly TypeFinding[];
}

/** @throws what TypeScript throws, and when the schema's folder cannot be read. */
export function openSession(typescript: TypeScript, opening: Opening): Session {
  const fs = schemaFiles(opening);
  const api = new typescript.api.API({ cwd: ROOT, fs });
  return {
    check({ source, form }) {
      const text = source.replace(LONE_SURROGATE, "\uFFFD");
      fs.replaceSnippet(form === "module" ? text : `${BODY.start}${text}${BODY.end}`);
      const snapshot = api.updateSnapshot({
        openProjects: [SETTINGS],
        fileChanges: { changed: [SNIPPET] },
      });
      try {
        const project = snapshot.getProject(SETTINGS);
        if (project === undefined) throw new Error("TypeScript has no project");
        const { program, checker } = project;
        const diagnostics = program.getSemanticDiagnostics(SNIPPET);
        // What TypeScript cannot parse, it reads in its own way; nothing follows from that.
        if (diagnostics.length === 0 || program.getSyntacticDiagnostics(SNIPPET).length > 0) {
          return [];
        }
        // It is kept by its name, whatever has become of it.
        api.clearSourceFileCache();
        const file = program.getSourceFile(SNIPPET);
        return file === undefined ? [] : findingsOf(diagnostics, { typescript, checker, file });
      } finally {
        snapshot.dispose();
      }
    },
  };
}
