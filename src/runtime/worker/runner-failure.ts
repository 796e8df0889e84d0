import { type Ending, exceededEnding, thrownEnding } from "../sandbox/ending.js";
import { SNIPPET } from "../sandbox/snippet.js";
import { readEnding } from "../sandbox/untrusted.js";

const START =
  /Uncaught (?<name>\w+Error): (?<message>.*)(?:\n\s+at (?<module>[^\s:]+):(?<line>\d+))?/;

/** The ending for a snippet that does not parse; `undefined` if its isolate could not start for another reason. */
export function endingOfStart(error: unknown): Ending | undefined {
  const { name, message, module, line } = START.exec(messageOf(error))?.groups ?? {};
  if (name === undefined || message === undefined) return undefined;
  return thrownEnding({ name, message, ...(module === SNIPPET && { line: Number(line) }) });
}

/** The ending for an isolate that was ended before it answered: by the runner, by the platform, or by the code in it. */
export function endingOfLoss(error: unknown): Ending {
  const message = messageOf(error);
  // The platform's own words for the limits that it keeps.
  if (/\bexceeded\b.*\bCPU\b/i.test(message)) return exceededEnding("cpuMs");
  if (/\bexceeded\b.*\bmemory\b/i.test(message)) return exceededEnding("memoryBytes");
  return (
    givenUp(message) ??
    thrownEnding({ name: "Error", message: `The sandbox ended before the code did: ${message}` })
  );
}

/** What the runner said when it gave its isolate up, because the code went on after a limit. */
function givenUp(message: string): Ending | undefined {
  try {
    return readEnding(JSON.parse(message));
  } catch {
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
