import { parentPort } from "node:worker_threads";
import { measureBudget } from "../budget/measure.js";
import { indexJson } from "../emit/index/index.js";
import type { Api } from "../runtime/api/api.js";
import type { SurveyAnswer, SurveyRequest } from "./survey.js";

let api: Api | undefined;

parentPort?.on("message", (request: SurveyRequest) => {
  if (request.kind === "index") {
    const read: Api = JSON.parse(request.apiJson);
    api = read;
    answer({ kind: "index", index: indexJson(read) });
  } else if (api !== undefined) {
    answer({ kind: "measure", budget: measureBudget(api, request.skill) });
  }
});

function answer(message: SurveyAnswer): void {
  parentPort?.postMessage(message);
}
