// Sums Vitest's JSON reports: `N passed, N failed` alone on a line, and nothing else.
// A report that is not there counts as one failure: its run ended before its tests did.
import { existsSync, readFileSync } from "node:fs";

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
  if (!existsSync(file)) {
    failed += 1;
    continue;
  }
  const report = JSON.parse(readFileSync(file, "utf8"));
  passed += report.numPassedTests;
  // A file that could not be loaded has no test that failed.
  failed += Math.max(report.numFailedTests, report.success ? 0 : 1);
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
