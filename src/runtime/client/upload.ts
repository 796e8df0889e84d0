/** What is sent for bytes. A stream is sent as it is read, once: a call with one is never sent again. */
export type BinaryContent = Uint8Array | ArrayBuffer | Blob | ReadableStream<Uint8Array>;

/**
 * The arguments of a call, with `BinaryContent` where the operation takes bytes: as a whole body, as a field of one, as an item of a
 * field. Arguments without bytes stay the type that they are.
 */
export type Sent<Args> =
  true extends HoldsBytes<Args, 3> ? { [Name in keyof Args]: SentBody<Args[Name]> } : Args;

type SentBody<Body> = Body extends Uint8Array
  ? BinaryContent
  : true extends HoldsBytes<Body, 2>
    ? { [Field in keyof Body]: SentField<Body[Field]> }
    : Body;

type SentField<Field> = Field extends Uint8Array
  ? BinaryContent
  : Field extends readonly Uint8Array[]
    ? readonly BinaryContent[]
    : Field;

/** `true` among other things when bytes occur in `Value` above that depth. */
type HoldsBytes<Value, Depth extends 0 | 1 | 2 | 3> = Value extends Uint8Array
  ? true
  : Depth extends 0
    ? false
    : Value extends readonly (infer Item)[]
      ? HoldsBytes<Item, 0>
      : Value extends object
        ? HoldsBytes<Value[keyof Value], Below[Depth]>
        : false;

/** Depth → the next one. */
type Below = [0, 0, 1, 2];
