import type { KnownValue } from "./known-value.js";

/** Something of the API's own, as a type checker sees it. */
export interface OwnedType {
  readonly kind: /** The API's global. */
    | "client"
    | "namespace"
    /** A value of a type that the schema declares. */
    | "object"
    | "array"
    /** A string, a number or a boolean that is a property of such a value. */
    | "scalar"
    /** What a call gives before it is awaited. */
    | "promise"
    /** What `paginate` and `stream` give. */
    | "walk";
  /** The type's name, that of an array's items, or the schema module of a namespace; empty for a type without a name. */
  readonly name: string;
  /** Names of its properties, or of those of an array's items. Not all of very many. */
  readonly members: readonly string[];
}

/** An operation by its place in the schema. */
export interface OperationPlace {
  /** The namespace's module, without extension. */
  readonly module: string;
  readonly name: string;
}

/** Where a type checker found that a snippet uses the API's own types wrongly. Lines count from 1. */
export type TypeFinding =
  /** A property that `owner` does not have. `object` is the expression before it, cut where it is long. */
  | {
      readonly kind: "member";
      readonly line: number;
      readonly name: string;
      readonly object: string;
      readonly owner: OwnedType;
    }
  /** A loop or spread over what cannot be iterated so. The members are those that are lists. */
  | {
      readonly kind: "iteration";
      readonly line: number;
      readonly object: string;
      readonly owner: OwnedType;
    }
  /** A call of what is no function. */
  | {
      readonly kind: "call";
      readonly line: number;
      readonly object: string;
      readonly owner: OwnedType;
    }
  /** Arguments that may not fit: all that is known of them. `count` is that of the arguments written. */
  | {
      readonly kind: "arguments";
      readonly line: number;
      readonly operation: OperationPlace;
      readonly count: number;
      readonly given: KnownValue;
    };
