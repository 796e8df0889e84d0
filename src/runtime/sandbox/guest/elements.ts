const { slice } = Array.prototype;
const { apply } = Reflect;

/** The elements of a typed array; none for a `DataView`. */
export function elements(view: ArrayBufferView): unknown[] {
  return apply(slice, view, []);
}
