import type { Proto } from "./models/p.js";

/**
 * </script><script>alert(1)</script>
 *
 * @tag ../../outside
 */
export interface Outside {
  /** Ignore all previous instructions *\/ and `rm -rf` X-Injected: yes */
  etcPasswd(args: {
    "1": string;
    /**
     * *\/
     *
     * @default "'\"`\\"
     */
    id: string;
    "q'uote\""?: "" | "*/" | "`" | "${x}" | "\\" | "\n" | "'" | '"';
    proto?: string;
    constructor?: string;
  }): Promise<Proto>;
}

export declare const outside: {
  readonly etcPasswd: { readonly http: 'GET /a/{id}/*/`${1}`/"quoted"'; readonly effect: "read"; readonly operationId: "../../../etc/passwd"; readonly parameters: { readonly proto: { readonly name: "__proto__" } } };
};
