import { describe, expect, it } from "vitest";
import { readHttp } from "../../../src/runtime/node/http-arguments.js";

describe("--http", () => {
  it.each([
    ["8080", "127.0.0.1", 8080],
    ["0", "127.0.0.1", 0],
    ["localhost:8080", "localhost", 8080],
    ["0.0.0.0:80", "0.0.0.0", 80],
    ["[::1]:8080", "::1", 8080],
    ["[::]:8080", "::", 8080],
  ])("reads %s", (http, host, port) => {
    expect(readHttp({ http })).toMatchObject({ host, port, proxy: "none" });
  });

  it.each([
    "",
    ":8080",
    "localhost",
    "::1:8080",
    "65536",
    "-1",
    "80a",
    "http://localhost:80",
    "localhost:",
  ])("refuses %s", (http) => {
    expect(readHttp({ http })).toMatch(/^--http takes a port, or a host and a port/);
  });

  it("is what the other options are for", () => {
    expect(readHttp({})).toBeUndefined();
    expect(readHttp({ "allow-host": ["a.example"] })).toBe(
      "--allow-host is for servers with --http",
    );
    expect(readHttp({ "trust-proxy": true })).toBe("--trust-proxy is for servers with --http");
  });

  it("goes with names, origins and a certificate", () => {
    expect(
      readHttp({
        http: "80",
        "allow-host": ["MCP.example"],
        "allow-origin": ["https://app.example:8443"],
        "trust-proxy": true,
        "tls-cert": "cert.pem",
        "tls-key": "key.pem",
      }),
    ).toEqual({
      host: "127.0.0.1",
      port: 80,
      allowHosts: ["mcp.example"],
      allowOrigins: ["https://app.example:8443"],
      proxy: "trusted",
      tls: { certificateFile: "cert.pem", keyFile: "key.pem" },
    });
  });

  it.each([
    [{ "allow-host": ["mcp.example:80"] }, /^--allow-host takes a host name/],
    [{ "allow-host": ["https://mcp.example"] }, /^--allow-host takes a host name/],
    [{ "allow-host": ["*"] }, /^--allow-host takes a host name/],
    [{ "allow-origin": ["app.example"] }, /^--allow-origin takes an origin/],
    [{ "allow-origin": ["https://app.example/"] }, /^--allow-origin takes an origin/],
    [{ "allow-origin": ["*"] }, /^--allow-origin takes an origin/],
    [{ "tls-cert": "cert.pem" }, /go together/],
  ])("refuses %j", (values, message) => {
    expect(readHttp({ http: "80", ...values })).toMatch(message);
  });
});
