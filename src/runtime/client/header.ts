import { ArgumentError } from "./errors.js";

/**
 * Header names that no argument may set: credentials, the framing and routing of the message, and what browsers reserve
 * (RFC 9110 §7.6.1 and §11.6, Fetch §2.2.2), and another method than the operation's. OAS 3.1 §4.8.12 wants a parameter named `Authorization` ignored as well.
 */
const RESERVED = new Set([
  "authorization",
  "connection",
  "content-length",
  "cookie",
  "cookie2",
  "expect",
  "host",
  "keep-alive",
  "set-cookie",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const RESERVED_PREFIX = /^(proxy-|sec-|x-http-method|x-method-override)/;

/** RFC 9110 §5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** True for a header that only the client itself may set. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return RESERVED.has(lower) || RESERVED_PREFIX.test(lower);
}

/** Throws `ArgumentError` unless `name: value` can be sent as one field of visible Latin-1 text (RFC 9110 §5.5). */
export function checkHeader(argument: string, name: string, value: string): void {
  if (!TOKEN.test(name)) {
    throw new ArgumentError(argument, `\`${argument}\` names no valid header field`);
  }
  for (let at = 0; at < value.length; at += 1) {
    const unit = value.charCodeAt(at);
    const control = (unit < 0x20 && unit !== 0x09) || unit === 0x7f;
    if (control || unit > 0xff) {
      const what = control ? "a control character" : "a character outside Latin-1";
      throw new ArgumentError(
        argument,
        `\`${argument}\` holds ${what}, which a header cannot carry`,
      );
    }
  }
}
