/** Why there are no types: the peer is not installed, or it does not take the document. */
export class NoOpenapiTypes extends Error {
  override readonly name = "NoOpenapiTypes";
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}
