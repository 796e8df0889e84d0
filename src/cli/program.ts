import { Command, CommanderError, Option } from "commander";
import { readVersion } from "../output/assets.js";
import { HTTP_OPTIONS } from "../runtime/node/http-arguments.js";
import type { BudgetOptions } from "./budget.js";
import type { CompileOptions } from "./compile.js";
import type { DiffOptions } from "./diff.js";
import { DIFF_FORMATS } from "./diff-format.js";
import type { Environment } from "./environment.js";
import type { EvalOptions } from "./eval.js";
import { EXIT, type ExitCode } from "./exit.js";
import { reportFailure } from "./failure.js";
import type { InitOptions } from "./init.js";
import type { InspectOptions } from "./inspect.js";
import type { ReviewOptions } from "./review.js";
import type { HttpOptions, ServerOptions } from "./server-options.js";
import type { SpecOptions } from "./spec-options.js";
import type { Terminal } from "./terminal.js";

const SUMMARY =
  "Compiles an OpenAPI document into one package: a TypeScript schema, a typed client, a Code Mode MCP server (two tools: search and execute) and an agent skill.";

const EXIT_CODES = `
Exit codes:
  0   fine
  1   a gate says no: --check, --strict, --min, or a snippet that failed
  2   wrong usage or configuration
  3   the document cannot be used
  70  a bug in codemode`;

const DIFF_NOTES = `
Each version has its own configuration: the codemode.config.json beside it, of the same revision. --config, --overlay and --name hold for
both. Golden queries, budgets and the ignore file are those of the new version.`;

/** Runs the command line; `args` are without the program's own name. Never rejects. */
export async function runProgram(
  args: readonly string[],
  terminal: Terminal,
  env: Environment,
): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.ok;
  const program = createProgram(terminal, env, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return reportFailure(error, args.includes("--json") ? "json" : "text", terminal, env);
  }
}

/** A command's code is loaded when the command runs: `--help` needs none of it. */
function createProgram(
  terminal: Terminal,
  env: Environment,
  exit: (code: ExitCode) => void,
): Command {
  const program = new Command("codemode")
    .description(SUMMARY)
    .version(readVersion(), "-v, --version")
    .helpCommand(false)
    .showSuggestionAfterError()
    .showHelpAfterError("(add --help for usage)")
    .addHelpText("after", EXIT_CODES)
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
    })
    .exitOverride();
  // Subcommands copy the settings above when they are created.
  specOptions(program.command("compile <spec>"))
    .description(
      "Write the package of an OpenAPI document (JSON or YAML; 2.0 to 3.2), or of a schema folder",
    )
    .option("-o, --output <folder>", "where to; without it ./<name>-codemode")
    .option(
      "--check",
      "write nothing; exit 1 if the folder is not up to date, golden queries are below their minimum, or a token budget is exceeded",
    )
    .option(
      "--against <earlier>",
      "with --check: count the growth of budgets from a package's folder, its lock file, or a git revision",
    )
    .option("--strict", "write nothing and exit 1 if there are warnings")
    .option("--json", "report as JSON on standard output")
    .option("-q, --quiet", "report failures only")
    .option("--force", "write into a folder that codemode did not make")
    .addOption(
      new Option(
        "--emit <output>",
        "also write ./openapi: the `paths` of openapi-typescript, for openapi-fetch",
      ).choices(["openapi-types"]),
    )
    .addHelpText(
      "after",
      examples(
        "codemode compile openapi.yaml",
        "codemode compile openapi.yaml -o packages/acme --name acme",
        "codemode compile openapi.yaml -o packages/acme --check     # in CI",
      ),
    )
    .action(async (spec: string, options: CompileOptions) => {
      const { compileCommand } = await import("./compile.js");
      exit(await compileCommand(spec, options, terminal));
    });
  specOptions(program.command("inspect <spec> [operations...]"))
    .description("Show what a document becomes: its namespaces, or operations with their types")
    .option("--effects", "list the effect of every operation, why, and whether it may run")
    .option("--scopes", "list which scopes the operations ask for, and the least that is enough")
    .option("--json", "print the intermediate representation as JSON")
    .addHelpText(
      "after",
      examples(
        "codemode inspect openapi.yaml",
        "codemode inspect openapi.yaml books.get",
        'codemode inspect openapi.yaml "GET /books/{book_id}"',
        "codemode inspect openapi.yaml --effects",
        'codemode inspect openapi.yaml --scopes "books.*" loans.create',
      ),
    )
    .action(async (spec: string, operations: readonly string[], options: InspectOptions) => {
      const { inspectCommand } = await import("./inspect.js");
      exit(await inspectCommand(spec, operations, options, terminal));
    });
  specOptions(program.command("init <spec>"))
    .description(
      "Write a first configuration, golden queries and a GitHub workflow; nothing that exists is touched",
    )
    .option("--policy", "also codemode.policy.json, with every operation as reviewed")
    .addHelpText("after", examples("codemode init openapi.yaml"))
    .action(async (spec: string, options: InitOptions) => {
      const { initCommand } = await import("./init.js");
      exit(await initCommand(spec, options, terminal));
    });
  specOptions(program.command("review <spec>"))
    .description(
      "Show which operations nobody has reviewed yet, or accept them into codemode.policy.json",
    )
    .option("--accept [patterns...]", "accept all, or those that the patterns name")
    .option("--allow <patterns...>", "accept these, and let them run")
    .option("--ask <patterns...>", "accept these, and let each call be asked about")
    .option("--deny <patterns...>", "accept these as denied")
    .option("--check", "exit 1 if there is something to review")
    .option("--all", "show everything, however long")
    .option("--json", "report as JSON on standard output")
    .addHelpText(
      "after",
      examples(
        "codemode review openapi.yaml",
        "codemode review openapi.yaml --accept",
        'codemode review openapi.yaml --accept "books.*" --deny "DELETE /books/**"',
      ),
    )
    .action(async (spec: string, options: ReviewOptions) => {
      const { reviewCommand } = await import("./review.js");
      exit(await reviewCommand(spec, options, terminal));
    });
  specOptions(program.command("diff <old> <new>"))
    .description(
      "Say what a new version changes for callers, agents and the token budget. Each is a document, a schema folder, a compiled package, or one of these in a revision of git: v1.2:openapi.yaml",
    )
    .option("--snippets <folder>", "type-check saved snippets against both")
    .option(
      "--fail-on <gates>",
      "exit 1 for breaking, agent, budget or any changes; several with commas",
    )
    .option(
      "--ignore <file>",
      "accepted changes; without it codemode.ignore.json beside the new version",
    )
    .addOption(
      new Option("--format <format>", "how to report; without it text").choices(DIFF_FORMATS),
    )
    .option("--json", "the same as --format json")
    .option("--all", "show everything, however long, with fingerprints for the ignore file")
    .addHelpText("after", DIFF_NOTES)
    .addHelpText(
      "after",
      examples(
        "codemode diff v1.2:openapi.yaml openapi.yaml",
        "codemode diff ./old-codemode ./library-codemode --fail-on breaking,agent",
        "codemode diff origin/main:openapi.yaml openapi.yaml --format github      # in CI",
      ),
    )
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { diffCommand } = await import("./diff.js");
      exit(await diffCommand({ before, after }, options, terminal, env));
    });
  specOptions(program.command("search <target> <words...>"))
    .description("Search as an agent does; <target> is a compiled package or a document")
    .addHelpText(
      "after",
      examples(
        'codemode search ./library-codemode "overdue loans"',
        "codemode search openapi.yaml books.list",
        'codemode search openapi.yaml "type:Book"',
      ),
    )
    .action(async (target: string, words: readonly string[], options: SpecOptions) => {
      const { searchCommand } = await import("./search.js");
      exit(await searchCommand(target, words, options, terminal));
    });
  specOptions(program.command("eval <target>"))
    .description("Measure the search with golden queries; <target> is a package or a document")
    .option(
      "--queries <file>",
      'JSON Lines of {"query", "gold"}, several times if need be; without it those of the configuration',
      collected,
    )
    .option(
      "--min <measure=value>",
      "exit 1 below it: recall@1, recall@5, recall@10, answer or mrr; several times if need be",
      collected,
    )
    .option("--json", "report as JSON on standard output, with every miss")
    .option("--suggest", "write a first set made of the document's summaries: easy, and marked so")
    .option("--count <rows>", "with --suggest: how many; without it 50")
    .option("-o, --output <file>", "with --suggest: where to; without it standard output")
    .option("--force", "with --suggest: replace a file that exists")
    .addHelpText(
      "after",
      examples(
        "codemode eval openapi.yaml --suggest -o golden.jsonl",
        "codemode eval openapi.yaml --queries golden.jsonl",
        "codemode eval ./library-codemode --queries golden.jsonl --min recall@10=.9 --min answer=.85",
      ),
    )
    .action(async (target: string, options: EvalOptions) => {
      const { evalCommand } = await import("./eval.js");
      exit(await evalCommand(target, options, terminal));
    });
  specOptions(program.command("budget <target>"))
    .description(
      "Measure what an agent pays in tokens, and hold it to the limits of the configuration; <target> is a package or a document",
    )
    .option(
      "-o, --output <folder>",
      "where the package of the document is; without it ./<name>-codemode",
    )
    .option(
      "--against <earlier>",
      "count growth from this: a package's folder, its lock file, or a git revision; without it from the folder as it is",
    )
    .option("--top <operations>", "how many expensive operations are told of; without it 5")
    .option("--json", "report as JSON on standard output")
    .option("--markdown", "report as Markdown, for a pull request")
    .option("--github", "annotate in GitHub Actions, and add the Markdown to the job's summary")
    .addHelpText(
      "after",
      examples(
        "codemode budget openapi.yaml",
        "codemode budget ./library-codemode --json",
        "codemode budget openapi.yaml -o packages/acme --against origin/main --github     # in CI",
      ),
    )
    .action(async (target: string, options: BudgetOptions) => {
      const { budgetCommand } = await import("./budget.js");
      exit(await budgetCommand(target, options, terminal, env));
    });
  serverOptions(specOptions(program.command("run <target> <file>")))
    .description("Run a snippet as the tool execute does; <file> may be - for standard input")
    .addHelpText(
      "after",
      examples(
        "codemode run ./library-codemode report.ts",
        'echo "return (await library.books.list()).length" | codemode run openapi.yaml -',
        "codemode run openapi.yaml lend.ts --allow write",
      ),
    )
    .action(async (target: string, file: string, options: SpecOptions & ServerOptions) => {
      const { runCommand } = await import("./run.js");
      exit(await runCommand(target, file, options, terminal, env));
    });
  httpOptions(serverOptions(specOptions(program.command("serve <target>"))))
    .description(
      "Serve MCP on standard input and output, or over HTTP; <target> is a package or a document",
    )
    .addHelpText(
      "after",
      examples(
        "codemode serve ./library-codemode",
        "claude mcp add library -- npx -y codemode serve /path/to/openapi.yaml",
        "codemode serve ./library-codemode --http 8080",
      ),
    )
    .action(async (target: string, options: SpecOptions & ServerOptions & HttpOptions) => {
      const { serveCommand } = await import("./serve.js");
      exit(await serveCommand(target, options, terminal, env));
    });
  return program;
}

function specOptions(command: Command): Command {
  return command
    .option("--name <name>", "the client's name in code; without it from the title")
    .option("--config <file>", "configuration; without it codemode.config.json beside the document")
    .option("--overlay <file>", "apply an OpenAPI Overlay; may be given several times", collected)
    .option(
      "--allow-external-refs",
      "read what a $ref names outside the document's folder or origin",
    );
}

function collected(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function serverOptions(command: Command): Command {
  return command
    .option("--allow <effects>", "permit write, destructive, or write,destructive")
    .option("--deny <effects>", "deny read, write or destructive, whatever else allows it")
    .option("--read-only", "deny write and destructive")
    .option("--base-url <url>", "call the API there")
    .option("--check <mode>", "check the types of code before it runs: require, auto or off")
    .option("--state-dir <folder>", "keep results there, for later runs too")
    .option("--audit <file>", "write a line of JSON there for every call and every run");
}

/** The flags of a generated server, under the same names. */
function httpOptions(command: Command): Command {
  for (const { flag, text, several } of HTTP_OPTIONS) {
    if (several) command.option(flag, text, collected);
    else command.option(flag, text);
  }
  return command;
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}`;
}
