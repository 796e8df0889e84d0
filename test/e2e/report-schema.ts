import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect } from "vitest";

/** A check that a value is as a file of `schemas/` says; it fails with what is wrong. */
export async function reportCheck(name: string): Promise<(value: unknown) => boolean> {
  const file = join(import.meta.dirname, "../../schemas", name);
  const validate = new Ajv({ strict: true, allErrors: true }).compile(
    JSON.parse(await readFile(file, "utf8")),
  );
  return (value) => {
    const isValid = validate(value);
    expect(validate.errors).toBeNull();
    return isValid;
  };
}
