import type { _123 } from "./models/other.js";

/** @tag class */
export interface ClassApi {
  constructor_(): Promise<_123>;
  delete(): Promise<undefined>;
}

export declare const classApi: {
  readonly constructor_: { readonly http: "GET /words"; readonly effect: "read"; readonly operationId: "constructor" };
  readonly delete: { readonly http: "DELETE /words"; readonly effect: "destructive"; readonly operationId: "delete" };
};
