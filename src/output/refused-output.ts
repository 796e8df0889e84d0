/** The output folder cannot take the package: exit code 2. */
export class RefusedOutput extends Error {
  override readonly name = "RefusedOutput";
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}
