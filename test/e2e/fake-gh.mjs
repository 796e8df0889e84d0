#!/usr/bin/env node
// Plays `gh api` for the comments of one pull request: GH_COMMENTS names the file that they are kept in.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const file = process.env["GH_COMMENTS"] ?? "";
/** @type {{ id: number, body: string }[]} */
const comments = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
const [command, ...args] = process.argv.slice(2);
const marker = process.env["MARKER"] ?? "";
/** @param {string} flag */
const valueFor = (flag) => args[args.indexOf(flag) + 1] ?? "";

if (command !== "api" || process.env["GH_TOKEN"] !== "a-token") process.exit(4);
if (process.env["GH_READ_ONLY"] !== undefined && args.includes("--method")) {
  process.stderr.write("gh: Resource not accessible by integration (HTTP 403)\n");
  process.exit(1);
}
if (args.includes("--jq")) {
  if (valueFor("--jq") !== ".[] | select(.body | startswith(env.MARKER)) | .id") process.exit(5);
  if (args[1] !== "repos/acme/library/issues/7/comments?per_page=100") process.exit(6);
  const own = comments.filter(({ body }) => body.startsWith(marker));
  for (const { id } of own) process.stdout.write(`${id}\n`);
  process.exit(0);
}
const body = readFileSync(valueFor("--field").replace(/^body=@/, ""), "utf8");
const address = args[2] ?? "";
if (valueFor("--method") === "POST" && address === "repos/acme/library/issues/7/comments") {
  comments.push({ id: 100 + comments.length, body });
} else {
  const id = /^repos\/acme\/library\/issues\/comments\/(\d+)$/.exec(address)?.[1];
  const comment = comments.find((one) => String(one.id) === id);
  if (valueFor("--method") !== "PATCH" || comment === undefined) process.exit(7);
  comment.body = body;
}
writeFileSync(file, JSON.stringify(comments));
