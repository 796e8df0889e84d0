/** A whole answer of 2xx. Header names are in lower case; the object has no prototype. */
export interface ApiResponse<Body = unknown> {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: Body;
}
