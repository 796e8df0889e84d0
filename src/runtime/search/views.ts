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

/** A declaration, and the same with descriptions. */
export interface DeclarationView extends TypeView {
  readonly noted: TypeView;
}

/** Who sends an object has to know what is required of it. */
export interface ViewsByRole {
  readonly sent: readonly DeclarationView[];
  readonly received: readonly DeclarationView[];
}

/** A declaration with everything, then with less and less. */
export const DECLARATION_VIEWS: ViewsByRole = viewsByRole([
  { depth: 4, properties: 200, named: 0, members: 20 },
  { depth: 3, properties: 200, named: 0, members: 12 },
  { depth: 2, properties: 60, named: 40, members: 8 },
  { depth: 2, properties: 40, named: 60, members: 8 },
  { depth: 1, properties: 20, named: 60, members: 5 },
  { depth: 1, properties: 12, named: 30, members: 4 },
]);

/** A declaration that leaves room for others. */
export const BRIEF_VIEWS: ViewsByRole = viewsByRole([
  { depth: 2, properties: 10, named: 10, members: 8 },
  { depth: 1, properties: 10, named: 10, members: 4 },
  { depth: 1, properties: 6, named: 0, members: 2 },
]);

/** For a result that is only named. */
export const TWIN_VIEW: TypeView = {
  depth: 0,
  properties: 0,
  named: 0,
  members: 3,
  notes: "left-out",
  required: "cut",
};

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

function viewsByRole(all: readonly Sizes<TypeView>[]): ViewsByRole {
  return {
    sent: all.map((sizes) => declarationView(sizes, "kept")),
    received: all.map((sizes) => declarationView(sizes, "cut")),
  };
}

function declarationView(sizes: Sizes<TypeView>, required: TypeView["required"]): DeclarationView {
  const noted: TypeView = { ...sizes, required, notes: "shown" };
  return { ...noted, notes: "left-out", noted };
}
