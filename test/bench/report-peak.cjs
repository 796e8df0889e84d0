// Preloaded into a measured process (`node --require`): writes its peak memory to the file that PEAK_FILE names.
// VmHWM is the high-water mark of this very program; getrusage's would also count what the parent had before `exec`.
const { readFileSync, writeFileSync } = require("node:fs");

const file = process.env.PEAK_FILE;
delete process.env.PEAK_FILE;

process.on("exit", () => {
  writeFileSync(file, String(peakKiB()));
});

function peakKiB() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}
