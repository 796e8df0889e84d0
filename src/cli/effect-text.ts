import { printable } from "../diagnostics/printable.js";
import type { Effect, Operation } from "../runtime/api/api.js";
import type { Style } from "./terminal.js";

/** How an effect looks on a terminal. */
export const EFFECT_STYLES: Readonly<Record<Effect, (style: Style) => (text: string) => string>> = {
  read: (style) => style.green,
  write: (style) => style.yellow,
  destructive: (style) => style.red,
};

/** Why an operation has its effect, in a word or two. */
export function effectReasonText({ effectReason, httpMethod }: Operation): string {
  switch (effectReason.kind) {
    case "method":
      return printable(httpMethod, 30);
    case "raised":
      return `raised: ${printable(effectReason.word, 30)}`;
    case "configured":
      return "configured";
  }
}
