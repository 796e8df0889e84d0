import { describe, expect, it } from "vitest";
import { createRedactor } from "../../../src/runtime/broker/redact.js";
import { type Credential, secretsOf } from "../../../src/runtime/client/credential.js";

const SECRET = 's3cr&t/"key+1';

function escaped(spelling: (code: number) => string): string {
  return [...SECRET].map((character) => spelling(character.charCodeAt(0))).join("");
}

function redactorFor(credential: Credential) {
  return createRedactor(() => secretsOf(credential));
}

describe("createRedactor", () => {
  const { text, json } = redactorFor(SECRET);

  it.each([
    ["as it is", SECRET],
    ["percent-encoded", encodeURIComponent(SECRET)],
    [
      "percent-encoded in lower case",
      encodeURIComponent(SECRET).replace(/%../g, (hex) => hex.toLowerCase()),
    ],
    ["as form data", new URLSearchParams({ k: SECRET }).toString()],
    ["in Base64", btoa(SECRET)],
    ["in Base64 without padding", btoa(SECRET).replaceAll("=", "")],
    ["in base64url", Buffer.from(SECRET).toString("base64url")],
    ["in Base64 after one byte", btoa(`:${SECRET}`)],
    ["in Base64 after two bytes", btoa(`u:${SECRET}`)],
    ["in Base64 within a text", btoa(`user:${SECRET} and more`)],
    ["in a text of JSON", JSON.stringify(SECRET)],
    ["in a text of JSON within JSON", JSON.stringify(JSON.stringify({ key: SECRET }))],
    ["in JSON as PHP writes it", JSON.stringify(SECRET).replaceAll("/", "\\/")],
    ["in JSON as Go writes it", JSON.stringify(SECRET).replaceAll("&", "\\u0026")],
    ["in JSON with escapes alone", escaped((code) => `\\u${code.toString(16).padStart(4, "0")}`)],
    ["in HTML", SECRET.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;")],
    ["in HTML with references alone", escaped((code) => `&#x${code.toString(16)};`)],
    ["percent-encoded throughout", escaped((code) => `%${code.toString(16)}`)],
    ["percent-encoded in Base64", encodeURIComponent(btoa(SECRET))],
    ["in hexadecimal", Buffer.from(SECRET).toString("hex").toUpperCase()],
    ["in other case, as in the name of a host", SECRET.toUpperCase()],
  ])("takes the secret out %s", (_, form) => {
    const cleaned = text(`before ${form} after`);
    expect(cleaned).toContain("[redacted]");
    const core = SECRET.slice(2, -2);
    expect(cleaned).not.toContain(core);
    expect(cleaned).toMatch(/^before .{0,16}\[redacted\].{0,24} after$/);
    expect(cleaned).not.toContain(btoa(SECRET).slice(4, 14));
  });

  it("keeps JSON valid: in strings, names and whole numbers", () => {
    expect(JSON.parse(json({ [`x${SECRET}`]: [`a ${SECRET} b`, 1, null] }))).toEqual({
      "x[redacted]": ["a [redacted] b", 1, null],
    });
    const numeric = redactorFor("12345678");
    expect(JSON.parse(numeric.json({ n: 12345678, m: 5, s: "12345678" }))).toEqual({
      n: "[redacted]",
      m: 5,
      s: "[redacted]",
    });
  });

  it("finds what a text of JSON holds in the JSON of that text too", () => {
    const inner = JSON.stringify({ key: SECRET });
    expect(JSON.parse(json({ log: inner }))).toEqual({ log: '{"key":"[redacted]"}' });
  });

  it("takes no longer for a text that is made to look like secrets", () => {
    const { json } = redactorFor(`\\\\${SECRET}\\\\\\`);
    for (const piece of ["\\", "%5c", "&#x00000", "\\u005c"]) {
      const before = process.cpuUsage();
      json(piece.repeat(1_000_000 / piece.length));
      const { user } = process.cpuUsage(before);
      expect(user / 1_000).toBeLessThan(1_000);
    }
  });

  it("knows the parts of a basic credential and of a prefixed token", () => {
    const basic = redactorFor({ username: "alice", password: "open-sesame" });
    expect(basic.text(`Basic ${btoa("alice:open-sesame")}`)).toBe("Basic [redacted]");
    expect(basic.text("alice open-sesame")).toBe("alice [redacted]");
    expect(redactorFor("Bot abc.def.ghi").text("token abc.def.ghi")).toBe("token [redacted]");
    expect(redactorFor({ username: "sk_live_1", password: "" }).text("sk_live_1")).toBe(
      "[redacted]",
    );
  });

  it("changes nothing when there is nothing to hide, or too little to tell it from data", () => {
    expect(createRedactor(() => []).text("a")).toBe("a");
    expect(redactorFor("demo").json({ demo: "demo" })).toBe('{"demo":"demo"}');
  });

  it("knows the parts of an OAuth client, and never takes its id out", () => {
    const { text } = redactorFor({
      clientId: "public-client",
      clientSecret: "client-secret",
      refreshToken: "refresh-token",
    });
    expect(text("public-client client-secret refresh-token")).toBe(
      "public-client [redacted] [redacted]",
    );
  });

  it("takes out secrets that came after it was made", () => {
    const secrets = ["first-token"];
    const { text, value, json } = createRedactor(() => [...secrets]);
    expect(text("first-token second-token")).toBe("[redacted] second-token");
    secrets.unshift("second-token");
    expect(text("first-token second-token")).toBe("[redacted] [redacted]");
    expect(value({ a: ["second-token"] })).toEqual({ a: ["[redacted]"] });
    expect(json("second-token")).toBe('"[redacted]"');
  });
});
