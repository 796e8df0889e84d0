import { propertyKey } from "../../runtime/api/literal.js";

/** A property of what stands at a place, as TypeScript reads it: `body.labels`, `body["x-y"]`. */
export function memberAt(place: string, name: string): string {
  const key = propertyKey(name);
  if (key !== name) return `${place}[${JSON.stringify(name)}]`;
  return place === "" ? name : `${place}.${name}`;
}

/** A place inside another one. */
export function placeIn(outer: string, inner: string): string {
  if (outer === "" || inner === "") return `${outer}${inner}`;
  return inner.startsWith("[") ? `${outer}${inner}` : `${outer}.${inner}`;
}
