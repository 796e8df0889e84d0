import { parentPort, workerData } from "node:worker_threads";
import type { ApartData } from "./diff-apart.js";
import { openVersion } from "./diff-version.js";

const { name, options }: ApartData = workerData;
const opened = await openVersion(name, options).catch(() => undefined);
parentPort?.postMessage(opened && JSON.stringify(opened.version));
