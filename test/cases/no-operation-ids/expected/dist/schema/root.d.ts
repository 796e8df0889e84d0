export interface Root {
  get(): Promise<string>;
}

export declare const root: {
  readonly get: { readonly http: "GET /"; readonly effect: "read"; readonly accept: readonly ["text/html"] };
};
