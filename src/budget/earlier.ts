import { FIGURES, type Figures } from "./figure.js";

/** The figures that a lock's text holds; `undefined` when it is no lock with a budget. */
export function figuresOfLock(text: string): Figures | undefined {
  const budget = member(parsed(text), "budget");
  if (typeof budget !== "object" || budget === null) return undefined;
  const found = FIGURES.flatMap((figure) => {
    const tokens = member(budget, figure);
    return typeof tokens === "number" && Number.isFinite(tokens) ? [[figure, tokens] as const] : [];
  });
  return Object.fromEntries(found);
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
