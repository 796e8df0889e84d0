import { describe, expect, it } from "vitest";
import { createRedactor } from "../../../src/runtime/broker/redact.js";
import { type Credential, secretsOf } from "../../../src/runtime/client/credential.js";

const SECRET = 's3cr&t/"key+1';

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
  ])("takes the secret out %s", (_, form) => {
    const cleaned = text(`before ${form} after`);
    expect(cleaned).toContain("[redacted]");
    const core = SECRET.slice(2, -2);
    expect(cleaned).not.toContain(core);
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
