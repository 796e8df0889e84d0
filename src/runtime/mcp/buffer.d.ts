/** The MCP SDK's declarations name Node's `Buffer`, which portable code does not have. */
interface Buffer extends Uint8Array {}
