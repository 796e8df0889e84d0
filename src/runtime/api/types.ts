/**
 * Types of the IR: what a JSON Schema becomes once every decision about it is made.
 * Plain JSON, tagged by `kind`; a type names another only through `ref`, so there is never an object cycle.
 */

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export type Type =
  | UnknownType
  | NeverType
  | NullType
  | BooleanType
  | StringType
  | NumberType
  | BinaryType
  | EnumType
  | ArrayType
  | TupleType
  | ObjectType
  | UnionType
  | IntersectionType
  | RefType;

/** Any JSON value. `why` says whose decision that is: the document gave no schema, or we could not express the one it gave. */
export interface UnknownType {
  readonly kind: "unknown";
  readonly why: "no-schema" | "not-expressible";
}

/** No value at all: `false` as a schema, or an `allOf` that contradicts itself. */
export interface NeverType {
  readonly kind: "never";
}

export interface NullType {
  readonly kind: "null";
}

export interface BooleanType {
  readonly kind: "boolean";
}

export interface StringType {
  readonly kind: "string";
  readonly format?: string;
  readonly constraints?: Constraints;
}

export interface NumberType {
  readonly kind: "number" | "integer";
  readonly format?: string;
  readonly constraints?: Constraints;
}

/** Bytes: `format: binary`, or content whose media type is not text (OAS 3.1 §4.8.14.4). A `Uint8Array` in TypeScript. */
export interface BinaryType {
  readonly kind: "binary";
}

/** One of the listed values, in document order. A JSON Schema `const` is an enum of one. */
export interface EnumType {
  readonly kind: "enum";
  readonly values: readonly JsonValue[];
}

export interface ArrayType {
  readonly kind: "array";
  readonly items: Type;
  readonly constraints?: Constraints;
}

/** JSON Schema `prefixItems`; `rest` is the type of what may follow, absent when nothing may. */
export interface TupleType {
  readonly kind: "tuple";
  readonly items: readonly Type[];
  readonly rest?: Type;
}

/** `additional` is the type of the properties that are not listed; absent when the schema says nothing of them, or forbids them. */
export interface ObjectType {
  readonly kind: "object";
  readonly properties: readonly Property[];
  readonly additional?: Type;
  readonly constraints?: Constraints;
}

export interface Property {
  readonly name: string;
  readonly type: Type;
  readonly required: boolean;
  readonly description?: string;
  readonly deprecated?: true;
  readonly default?: JsonValue;
}

export interface UnionType {
  readonly kind: "union";
  readonly members: readonly Type[];
  readonly discriminator?: Discriminator;
}

/** OAS 3.1 §4.8.25: the property that tells the members apart, and value → name of the type it selects. */
export interface Discriminator {
  readonly property: string;
  readonly mapping: { readonly [value: string]: string };
}

export interface IntersectionType {
  readonly kind: "intersection";
  readonly members: readonly Type[];
}

export interface RefType {
  readonly kind: "ref";
  /** The `name` of a `NamedType` of the same `Api`. */
  readonly name: string;
}

/** JSON Schema validation keywords that a TypeScript type cannot say. */
export interface Constraints {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: true;
  readonly minProperties?: number;
  readonly maxProperties?: number;
}

export interface NamedType {
  /** A TypeScript identifier, unique in the `Api`, never the name of a global. */
  readonly name: string;
  readonly type: Type;
  readonly description?: string;
  readonly deprecated?: true;
  /** True when the type can contain itself. */
  readonly recursive?: true;
  /** The module that declares it: a component's depends on its own name only, an inline type lives with its namespace. */
  readonly home:
    | { readonly kind: "models"; readonly module: string }
    | { readonly kind: "namespace"; readonly namespace: string };
  /** As an operation's. */
  readonly source?: string;
}
