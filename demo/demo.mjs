// Shows what Code Mode is, on a real API: npm run demo [-- your-openapi.yaml]
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { load } from "js-yaml";
import { baseUrlVariable, credentialVariables } from "../dist/runtime/broker/variables.js";
import { chainOf } from "./chain.mjs";
import { startExampleApi } from "./example-api.mjs";
import { snippetOf } from "./snippet.mjs";
import { bold, dim, head, indent, numbered, print, step } from "./terminal.mjs";

const root = join(import.meta.dirname, "..");
const figma = join(root, "node_modules/@figma/rest-api-spec/openapi/openapi.yaml");
const spec = process.argv[2] === undefined ? figma : resolve(process.argv[2]);
const output = join(root, ".tmp/demo");
const secret = "a-secret-that-stays-on-the-host";

print(bold("\nCode Mode: a whole API for an agent, behind two tools"));

step(
  1,
  "Compile the OpenAPI document into a package",
  "Runs once, in your CI. Nothing of it happens while an agent waits.",
);
const shown = relative(process.cwd(), spec);
print(dim(`    $ codemode compile ${shown} -o ${relative(process.cwd(), output)}\n`));
const compiled = spawnSync(
  process.execPath,
  [join(root, "bin/codemode.js"), "compile", spec, "-o", output, "--force"],
  { stdio: "inherit" },
);
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

/** @type {import("./chain.mjs").Api} */
const api = JSON.parse(readFileSync(join(output, "api.json"), "utf8"));
const steps = chainOf(api);

step(
  2,
  "Start the generated server",
  "It speaks MCP over stdio, as under Claude, Cursor or VS Code. Behind it, this demo plays the vendor's\nAPI on a local port, with the document's examples or values made from its schemas.",
);
const document = /** @type {Record<string, unknown>} */ (load(readFileSync(spec, "utf8")));
const vendor = await startExampleApi(document, secret);
const client = new Client(
  { name: "demo", version: "1.0.0" },
  { versionNegotiation: { mode: "auto" } },
);
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [join(output, "server.js")],
    env: environment(),
    stderr: "inherit",
  }),
);
const { tools } = await client.listTools();
print(
  `    ${api.operations.length} operations, and all that the model sees of them: ${tools.map((tool) => bold(tool.name)).join(" and ")}.`,
);

const last = steps.at(-1)?.operation;
if (last === undefined) {
  print("\n    This API has no operation that only reads, so there is nothing safe to try.");
} else {
  const query = (last.summary ?? last.id)
    .replace(/[^\p{L}\p{N}\s]+/gu, " ")
    .trim()
    .toLowerCase();
  step(
    3,
    `The model asks: search(${JSON.stringify(query)})`,
    "The answer is TypeScript: what it can call, with which arguments, and what comes back.",
  );
  print(indent(head(await call("search", { query }), 32)));

  const code = snippetOf(api.name, steps);
  step(
    4,
    "The model writes a few lines of TypeScript",
    steps.length === 1
      ? "One call here; a loop or a join would still be one round trip. Only what the code returns reaches the model."
      : `As tools these were ${steps.length} calls, each made with the answer of the one before, and every whole answer would\npass through the model's context. As code, only what it returns does.`,
  );
  print(numbered(code));

  step(
    5,
    "The server runs it: execute({ code })",
    "In a sandbox without network, files or secrets. Each call crosses to the host, which checks it against\nthe schema and the policy, adds the credential and sends it.",
  );
  print(indent(await call("execute", { code })));
  print(dim("\n    What the API received:"));
  for (const { method, url, status, hasCredential } of vendor.arrivals) {
    print(
      `    ${status}  ${method} ${url}${hasCredential ? dim("   + credential, added by the host") : ""}`,
    );
  }
}
await client.close();
await vendor.close();

print(
  `\nThe package is in ${bold(relative(process.cwd(), output))}; its README says how to connect it to your agent.`,
);
print(dim("Now your own API:  npm run demo -- path/to/openapi.yaml\n"));

/**
 * The text of a tool's answer.
 *
 * @param {string} name
 * @param {Record<string, unknown>} args
 */
async function call(name, args) {
  const { content } = await client.callTool({ name, arguments: args });
  return content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
}

/** Where the server finds the API and its secret: the variables that its README lists. */
function environment() {
  const credentials = credentialVariables(api).map(({ name }) => [name, secret]);
  return { ...Object.fromEntries(credentials), [baseUrlVariable(api)]: vendor.baseUrl };
}
