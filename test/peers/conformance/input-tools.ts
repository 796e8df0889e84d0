import {
  acceptedContent,
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type InputRequest,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type RequestStateCodec,
  type ServerContext,
} from "@modelcontextprotocol/server";

/** A tool that reads no arguments. */
export type Tool = (context: ServerContext) => Answer | Promise<Answer>;
type Answer = CallToolResult | InputRequiredResult;

/** Tools that ask whoever called them before they answer: in the protocol without sessions, by an answer that says what is missing. */
export function inputTools(codec: RequestStateCodec): { readonly [name: string]: Tool } {
  return {
    test_input_required_result_elicitation: askName,
    test_streaming_elicitation: askName,
    test_input_required_result_sampling: ({ mcpReq }) =>
      inputResponse(mcpReq.inputResponses, "capital_question").kind === "sampling"
        ? said("The model has answered.")
        : inputRequired({
            inputRequests: { capital_question: sample("What is the capital of France?") },
          }),
    test_input_required_result_list_roots: ({ mcpReq }) => {
      const view = inputResponse(mcpReq.inputResponses, "client_roots");
      return view.kind === "roots"
        ? said(view.roots.map(({ uri }) => uri).join(" "))
        : inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } });
    },
    test_input_required_result_request_state: (context) => confirm(context, codec),
    test_input_required_result_tampered_state: (context) => confirm(context, codec),
    test_input_required_result_multiple_inputs: async ({ mcpReq }) => {
      const inputRequests = {
        user_name: question("What is your name?", "name"),
        greeting: sample("Generate a greeting"),
        client_roots: inputRequired.listRoots(),
      };
      const missing = Object.keys(inputRequests).some(
        (key) => inputResponse(mcpReq.inputResponses, key).kind === "missing",
      );
      return missing
        ? inputRequired({ inputRequests, requestState: await codec.mint("asked") })
        : said("All three have answered.");
    },
    test_input_required_result_multi_round: async ({ mcpReq }) => {
      const round = mcpReq.requestState<string>();
      if (round === undefined) {
        const step1 = question("Step 1: What is your name?", "name");
        return inputRequired({ inputRequests: { step1 }, requestState: await codec.mint("one") });
      }
      if (round === "one") {
        const step2 = question("Step 2: What is your favorite color?", "color");
        return inputRequired({ inputRequests: { step2 }, requestState: await codec.mint("two") });
      }
      return said("Both rounds are done.");
    },
    test_input_required_result_capabilities: ({ mcpReq }) => {
      const declared: unknown = Reflect.get(mcpReq.envelope ?? {}, CLIENT_CAPABILITIES_META_KEY);
      const can = (capability: string) => Object.hasOwn(Object(declared), capability);
      return inputRequired({
        inputRequests: {
          ...(can("sampling") && { greeting: sample("Generate a greeting") }),
          ...(can("elicitation") && { user_name: question("What is your name?", "name") }),
        },
      });
    },
    test_missing_capability: () =>
      inputRequired({ inputRequests: { greeting: sample("Generate a greeting") } }),
  };
}

function askName({ mcpReq }: ServerContext): Answer {
  const name = acceptedContent(mcpReq.inputResponses, "user_name")?.["name"];
  return typeof name === "string"
    ? said(`Hello, ${name}!`)
    : inputRequired({ inputRequests: { user_name: question("What is your name?", "name") } });
}

async function confirm({ mcpReq }: ServerContext, codec: RequestStateCodec): Promise<Answer> {
  if (mcpReq.requestState() === "asked") return said("state-ok");
  const ok = { type: "boolean" } as const;
  const confirm = inputRequired.elicit({
    message: "Please confirm",
    requestedSchema: { type: "object", properties: { ok }, required: ["ok"] },
  });
  return inputRequired({ inputRequests: { confirm }, requestState: await codec.mint("asked") });
}

function question(message: string, field: string): InputRequest {
  return inputRequired.elicit({
    message,
    requestedSchema: {
      type: "object",
      properties: { [field]: { type: "string" } },
      required: [field],
    },
  });
}

function sample(text: string): InputRequest {
  return inputRequired.createMessage({
    messages: [{ role: "user", content: { type: "text", text } }],
    maxTokens: 100,
  });
}

function said(text: string): CallToolResult {
  return { content: [{ type: "text", text }] };
}
