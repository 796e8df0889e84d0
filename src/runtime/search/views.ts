import type { SignatureView } from "./signature.js";
import type { TypeView } from "./type-text.js";

/** A signature with everything, then with less and less. */
export const SIGNATURE_VIEWS: readonly SignatureView[] = [
  { arguments: "all", depth: 4, properties: 80, members: 12, notes: "shown" },
  { arguments: "all", depth: 2, properties: 50, members: 8, notes: "left-out" },
  { arguments: "all", depth: 1, properties: 16, members: 5, notes: "left-out" },
  { arguments: "required", depth: 1, properties: 8, members: 3, notes: "left-out" },
  { arguments: "required", depth: 0, properties: 4, members: 2, notes: "left-out" },
];

/** A declaration with everything, then with less and less. */
export const DECLARATION_VIEWS: readonly TypeView[] = [
  { depth: 4, properties: 200, members: 20, notes: "shown" },
  { depth: 3, properties: 200, members: 12, notes: "left-out" },
  { depth: 2, properties: 60, members: 8, notes: "left-out" },
  { depth: 1, properties: 30, members: 5, notes: "left-out" },
  { depth: 1, properties: 12, members: 3, notes: "left-out" },
  { depth: 1, properties: 6, members: 2, notes: "left-out" },
];

/** For data handed to a snippet, which can ask again. */
export const SHORT_VIEW: SignatureView = {
  arguments: "all",
  depth: 2,
  properties: 50,
  members: 12,
  notes: "left-out",
};
