import apiText from "package:api.json";
import { readApi } from "../api/stored-api.js";
import { once } from "../service/once.js";

/** The API of this package. It is read for the first request, not when the Worker starts, as starting has a limit of its own. */
export const storedApi = once(() => readApi(apiText));
