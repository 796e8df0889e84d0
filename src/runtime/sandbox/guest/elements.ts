const { slice } = Array.prototype;
const { apply, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const length = getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype) ?? {}, "length")?.get;

/** The elements of a typed array, `most` at the most; none for a `DataView`. */
export function elements(view: ArrayBufferView, most: number): unknown[] {
  return apply(slice, view, [0, most]);
}

/** How many elements a typed array has; 0 for a `DataView`. */
export function elementCount(view: ArrayBufferView): number {
  return length === undefined || view instanceof DataView ? 0 : apply(length, view, []);
}
