/** *\/ export const pwned = 1; /* */
export interface Proto {
  /** *\/ */
  ["__proto__"]: string;
  constructor?: string;
  "a\nb"?: string;
  /** @pattern ^(a+)+$ */
  "${x}"?: string;
  "<\/script>"?: number;
  toString: string;
}
