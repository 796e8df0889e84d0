import { runAll } from "./checks.js";

// A Worker: the base URL comes in as the body of a request, the outcomes go out as the answer.

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await runAll(await request.text()));
  },
};
