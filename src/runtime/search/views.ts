import type { SignatureView } from "./signature.js";
import type { TypeView } from "./type-text.js";

/** A signature with everything, then with less and less; the last but one is what a caller cannot do without. */
export const SIGNATURE_VIEWS: readonly SignatureView[] = [
  signatureView({ arguments: "all", depth: 4, properties: 80, members: 12 }),
  signatureView({ arguments: "all", depth: 2, properties: 50, members: 8 }),
  signatureView({ arguments: "all", depth: 1, properties: 16, members: 5 }),
  signatureView({ arguments: "required", depth: 2, properties: 16, members: 5 }),
  signatureView({ arguments: "required", depth: 1, properties: 8, members: 3 }),
  signatureView({ arguments: "required", depth: 0, properties: 4, members: 2 }),
];

/** A declaration with everything, then with less and less. */
export const DECLARATION_VIEWS: readonly TypeView[] = [
  declarationView({ depth: 4, properties: 200, named: 0, members: 20 }),
  declarationView({ depth: 3, properties: 200, named: 0, members: 12 }),
  declarationView({ depth: 2, properties: 60, named: 40, members: 8 }),
  declarationView({ depth: 2, properties: 40, named: 60, members: 8 }),
  declarationView({ depth: 1, properties: 20, named: 60, members: 5 }),
  declarationView({ depth: 1, properties: 12, named: 30, members: 4 }),
];

/** A declaration that leaves room for others. */
export const BRIEF_VIEWS: readonly TypeView[] = [
  declarationView({ depth: 2, properties: 10, named: 10, members: 8 }),
  declarationView({ depth: 1, properties: 10, named: 10, members: 4 }),
  declarationView({ depth: 1, properties: 6, named: 0, members: 2 }),
];

/** For data handed to a snippet, which can ask again. */
export const SHORT_VIEW: SignatureView = signatureView({
  arguments: "all",
  depth: 2,
  properties: 50,
  members: 12,
});

type Sizes<V extends TypeView> = Omit<V, "notes" | "required">;

function signatureView(sizes: Omit<Sizes<SignatureView>, "named">): SignatureView {
  return { ...sizes, named: 0, notes: "left-out", required: "cut" };
}

function declarationView(sizes: Sizes<TypeView>): TypeView {
  return { ...sizes, notes: "left-out", required: "cut" };
}
