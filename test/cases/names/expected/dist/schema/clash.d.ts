export interface Clash {
  update(args: {
    id: string;
    /** @integer */
    idInQuery?: number;
    body?: string;
    "X-Trace-Id"?: string;
    session?: string;
    requestBody?: { "a b"?: string; "é"?: number };
  }): Promise<{
    [key: string]: unknown;
  }>;
}

export declare const clash: {
  readonly update: { readonly http: "POST /clash/{id}"; readonly effect: "write"; readonly operationId: "clash.update"; readonly parameters: { readonly idInQuery: { readonly name: "id" }; readonly body: { readonly in: "query" }; readonly "X-Trace-Id": { readonly in: "header" }; readonly session: { readonly in: "cookie" } }; readonly bodyName: "requestBody" };
};
