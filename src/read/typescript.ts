import type { ts } from "ts-morph";

/** The TypeScript that ts-morph brings: used for its parser alone, never its type checker. */
export type TypeScript = typeof ts;

/** Loaded when a schema is read and not before: it takes half a second. */
export async function loadTypeScript(): Promise<TypeScript> {
  const morph = await import("ts-morph");
  return morph.ts;
}
