import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { PROGRESS_DELAY, type ProgressData } from "./progress.js";

const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
const FRAME_MS = 100;
const STDERR = 2;

const { steps, current }: ProgressData = workerData;
const view = new Int32Array(current);
let frame = 0;

function draw(): void {
  const step = steps[Atomics.load(view, 0)] ?? "";
  const spinner = FRAMES[frame % FRAMES.length] ?? "";
  frame += 1;
  writeSync(STDERR, `\r\u001b[K${spinner} ${step} …`);
}

setTimeout(() => setInterval(draw, FRAME_MS), PROGRESS_DELAY);
