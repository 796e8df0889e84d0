const { create, defineProperty } = Object;

/**
 * Gives `target` a data property. Descriptors have no prototype, so that a snippet which writes to `Object.prototype` cannot turn them
 * into accessors.
 */
export function define(
  target: object,
  key: string,
  value: unknown,
  listing: "listed" | "hidden",
): void {
  defineProperty(target, key, descriptor(value, listing));
}

/** The descriptor of a property that can be replaced. */
export function descriptor(value: unknown, listing: "listed" | "hidden"): PropertyDescriptor {
  const property: PropertyDescriptor = create(null);
  property.value = value;
  property.enumerable = listing === "listed";
  property.writable = true;
  property.configurable = true;
  return property;
}
