import { isIdentifierName, propertyKey } from "../../runtime/api/literal.js";
import { stringText } from "./string-text.js";

/** A property name as prettier writes it: `propertyKey`, in the quotes prettier prefers. */
export function propertyKeyText(name: string): string {
  return isIdentifierName(name) || name === "__proto__" ? propertyKey(name) : stringText(name);
}
