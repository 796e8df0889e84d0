/** What stands on the wire is not what the document says, so that nothing can be read from it. */
export class WireError extends Error {
  override readonly name = "WireError";
}
