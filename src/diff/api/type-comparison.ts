import type { Type } from "../../runtime/api/types.js";
import type { TypeChange, TypeDifference } from "./type-change.js";
import type { TypeVersions } from "./type-versions.js";

/** What the parts of a comparison of types share. */
export interface TypeComparison {
  readonly versions: TypeVersions;
  /** Notes everything in which two types differ. */
  readonly compare: (before: Type, after: Type, at: string, found: Found) => void;
  /** True when the name of the old version is the other one in the new version: equal, or recognised before as renamed. */
  readonly isSameName: (before: string, after: string) => boolean;
  /** As `isSameName`, and recognises a new name: one that only the new version has for one that only the old version has, of a type like it. */
  readonly recognise: (before: string, after: string) => boolean;
}

/** Where differences are collected. */
export interface Found extends TypeDifference {
  readonly changes: TypeChange[];
  readonly texts: string[];
}

export function nothingFound(): Found {
  return { changes: [], texts: [] };
}
