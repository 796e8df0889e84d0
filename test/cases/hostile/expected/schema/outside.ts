import type { Proto } from "./models/p.js";
import type { Operations, Routes } from "./operations.js";

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

export const outside = {
  etcPasswd: {
    http: 'GET /a/{id}/*/`${1}`/"quoted"',
    effect: "read",
    operationId: "../../../etc/passwd",
    parameters: { proto: { name: "__proto__" } },
  },
} as const satisfies Operations<Outside>;

outside satisfies Routes<Outside, typeof outside>;
