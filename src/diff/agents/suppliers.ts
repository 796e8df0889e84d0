import type { Operation, Supplier } from "../../runtime/api/api.js";
import type { Finding } from "../finding.js";
import type { Pair, Pairing } from "../pairing.js";
import { operationSubject } from "../subject.js";

/** Arguments that operations gave values for, and none does any more. */
export function supplierFindings({ pairs }: Pairing): readonly Finding[] {
  return pairs.flatMap(({ before, after }: Pair) =>
    Object.entries(before.suppliers ?? {}).flatMap(([argument, suppliers]): readonly Finding[] => {
      const name = nameNow(argument, before, after);
      if (name === undefined || isSupplied(after, name)) return [];
      const [first] = suppliers;
      if (first === undefined) return [];
      const message = `no operation is known any more that gives \`${name}\`; it came from ${told(first, suppliers.length - 1)}`;
      const subject = operationSubject(after);
      const [code, severity] = ["supplier-lost", "possibly-breaking"] as const;
      return [{ code, severity, subject, at: `args.${name}`, message }];
    }),
  );
}

function isSupplied({ suppliers = {} }: Operation, argument: string): boolean {
  return Object.hasOwn(suppliers, argument) && (suppliers[argument]?.length ?? 0) > 0;
}

/** What an argument is called now; `undefined` when it is gone, which is told elsewhere. Fields of a body keep their names. */
function nameNow(argument: string, before: Operation, after: Operation): string | undefined {
  const was = before.parameters.find(({ name }) => name === argument);
  if (was === undefined) return after.body === undefined ? undefined : argument;
  return after.parameters.find(
    (one) => one.in === was.in && one.wireName === was.wireName && one.preset?.kind !== "locked",
  )?.name;
}

function told({ operation, at }: Supplier, others: number): string {
  return `\`${operation}()${at}\`${others > 0 ? ` and ${others} more` : ""}`;
}
