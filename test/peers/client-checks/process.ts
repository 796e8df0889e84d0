import { runAll } from "./checks.js";

// A Node process: the base URL is its argument, the outcomes go to standard output.

process.stdout.write(JSON.stringify(await runAll(process.argv[2] ?? "")));
