import { parentPort } from "node:worker_threads";
import { stripTypes } from "../execute/strip-types.js";

parentPort?.on("message", (code: string) => {
  parentPort?.postMessage(stripTypes(code));
});
