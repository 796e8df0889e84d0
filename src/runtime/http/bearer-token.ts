import type { Api } from "../api/api.js";
import { credentialVariables, serverTokenVariable } from "../broker/variables.js";
import { ConfigurationError } from "../client/errors.js";
import { sha256 } from "../service/sha256.js";

/** What 80 bits of chance come to in Base64, and more. */
const LEAST_CHARACTERS = 16;

/** What RFC 6750 lets a token consist of. */
const TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * The shared tokens, each of which is good: several while one takes the place of another. Empty when the variable is not set.
 * @throws {ConfigurationError} for a token that is too short or that no header can carry, and where a credential of the API has the same variable.
 */
export function readMcpTokens(
  api: Api,
  variables: { readonly [name: string]: string | undefined },
): readonly string[] {
  const variable = serverTokenVariable(api);
  const tokens = (variables[variable] ?? "").split(/[\s,]+/).filter((token) => token !== "");
  if (tokens.length > 0 && credentialVariables(api).some(({ name }) => name === variable)) {
    const message = `${variable} is a credential of the API, and cannot be the callers' token as well: compile with another name`;
    throw new ConfigurationError(message);
  }
  if (tokens.some((token) => token.length < LEAST_CHARACTERS)) {
    const message = `${variable} holds a token of less than ${LEAST_CHARACTERS} characters, which can be guessed: openssl rand -hex 32 makes a good one`;
    throw new ConfigurationError(message);
  }
  if (tokens.some((token) => !TOKEN.test(token))) {
    const message = `${variable} holds a token that no Authorization header can carry: letters, digits and -._~+/ only, several tokens with commas between them`;
    throw new ConfigurationError(message);
  }
  return tokens;
}

/** Whether an `Authorization` header holds one of the tokens; `missing` when it holds no bearer token at all. */
export type TokenCheck = (authorization: string | null) => Promise<"right" | "wrong" | "missing">;

/** Compares digests, in a time that tells nothing of where, or in which token, a difference is. */
export function createTokenCheck(tokens: readonly string[]): TokenCheck {
  let digests: Promise<readonly string[]> | undefined;
  return async (authorization) => {
    const given = /^bearer +(?<token>[^ ]+) *$/i.exec(authorization ?? "")?.groups?.["token"];
    if (given === undefined) return "missing";
    digests ??= Promise.all(tokens.map(sha256));
    const digest = await sha256(given);
    let right = false;
    for (const one of await digests) right = equalDigests(one, digest) || right;
    return right ? "right" : "wrong";
  };
}

function equalDigests(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) {
    difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  }
  return difference === 0;
}
