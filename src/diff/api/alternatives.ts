import type { Discriminator, JsonValue, NamedType, Type } from "../../runtime/api/types.js";

/** The normal form of a type in which two are compared: what values it takes, whatever way that is written. */
export interface Alternatives {
  readonly nullable: boolean;
  /** Literals, but for those that a `boolean` stands for. */
  readonly values: ReadonlyMap<string, JsonValue>;
  /** All other alternatives; no union, no enum, no `null`, no `never` among them. */
  readonly members: readonly Type[];
  readonly discriminator?: Discriminator;
}

/**
 * Takes unions apart, nested ones too, and names (`isOpened` says which) for what they stand for where that is itself a set of alternatives.
 * The order of members says nothing. `true | false` is `boolean`.
 */
export function alternativesIn(
  type: Type,
  types: ReadonlyMap<string, NamedType>,
  isOpened: (name: string) => boolean,
): Alternatives {
  const values = new Map<string, JsonValue>();
  const members: Type[] = [];
  let nullable = false;
  let discriminator: Discriminator | undefined;
  const seen = new Set<string>();
  const add = (one: Type): void => {
    switch (one.kind) {
      case "null":
        nullable = true;
        return;
      case "never":
        return;
      case "enum":
        for (const value of one.values) {
          if (value === null) nullable = true;
          else values.set(JSON.stringify(value), value);
        }
        return;
      case "union":
        discriminator ??= one.discriminator;
        for (const member of one.members) add(member);
        return;
      case "ref": {
        const target = isOpened(one.name) && !seen.has(one.name) ? types.get(one.name) : undefined;
        if (target === undefined) {
          if (!seen.has(one.name)) members.push(one);
          return;
        }
        seen.add(one.name);
        add(target.type);
        return;
      }
      case "intersection": {
        const [only, second] = one.members;
        if (only !== undefined && second === undefined) add(only);
        else members.push(one);
        return;
      }
      default:
        members.push(one);
    }
  };
  add(type);
  if (values.has("true") && values.has("false")) {
    values.delete("true");
    values.delete("false");
    if (!members.some((member) => member.kind === "boolean")) members.push({ kind: "boolean" });
  }
  return { nullable, values, members, ...(discriminator !== undefined && { discriminator }) };
}
