import { describe, expect, it } from "vitest";
import { EXIT, UsageError } from "../../../src/cli/exit.js";
import { type FailureFormat, reportFailure } from "../../../src/cli/failure.js";
import { createTerminal } from "../../../src/cli/terminal.js";
import { unusable } from "../../../src/diagnostics/diagnostic.js";

function failWith(error: unknown, format: FailureFormat = "text", env = {}) {
  const said = { out: "", err: "" };
  const sink = (name: "out" | "err") => ({
    write: (text: string) => {
      said[name] += text;
    },
  });
  const exitCode = reportFailure(error, format, createTerminal(sink("out"), sink("err"), {}), env);
  return { exitCode, ...said };
}

describe("a failure", () => {
  it("of the input is a diagnostic and exits 3", () => {
    const { exitCode, out, err } = failWith(unusable("file-empty", "api.yaml", {}));
    expect(exitCode).toBe(EXIT.input);
    expect(out).toBe("");
    expect(err).toContain("[file-empty]");
    expect(err).toContain("fix:");
  });

  it("of usage says what to do and exits 2", () => {
    const { exitCode, err } = failWith(new UsageError("That is wrong", "Do this."));
    expect(exitCode).toBe(EXIT.usage);
    expect(err).toBe("error That is wrong\n  fix: Do this.\n");
  });

  it("of the machine is one line and exits 2", () => {
    const error = Object.assign(new Error("ENOSPC: no space left on device, write"), {
      code: "ENOSPC",
    });
    expect(failWith(error)).toEqual({
      exitCode: EXIT.usage,
      out: "",
      err: `error ${error.message}\n`,
    });
  });

  it("of ours asks for a report, with a stack only for DEBUG", () => {
    const error = new TypeError("x is not a function");
    expect(failWith(error).err).toMatch(/^error x is not a function\. This is a bug.*\n$/);
    expect(failWith(error).exitCode).toBe(EXIT.bug);
    expect(failWith(error, "text", { DEBUG: "1" }).err).toContain("failure.test");
  });

  it("is an object on stdout for a machine", () => {
    const { out } = failWith(unusable("file-empty", "api.yaml", {}), "json");
    expect(JSON.parse(out)).toMatchObject({
      outcome: "failed",
      exitCode: 3,
      diagnostics: [{ code: "file-empty", file: "api.yaml", severity: "error" }],
    });
  });

  it("never lets a message drive the terminal", () => {
    expect(failWith(new UsageError("\u001b[2Jgone", "No.")).err).not.toContain("\u001b");
  });
});
