export interface Ping {
  /** Is anybody there? */
  get(): Promise<string>;
}

export declare const ping: {
  readonly get: { readonly http: "GET /ping"; readonly effect: "read"; readonly operationId: "ping"; readonly accept: readonly ["text/plain"]; readonly security: readonly [] };
};
