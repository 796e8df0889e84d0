import { thousands } from "../emit/thousands.js";
import {
  type BudgetLimits,
  FIGURE_LABELS,
  FIGURES,
  type Figure,
  type Figures,
  type Growth,
} from "./figure.js";

/** Whether a figure is within one of its limits. */
export interface LimitVerdict {
  readonly figure: Figure;
  readonly rule: "max" | "growth";
  /** Tokens. */
  readonly found: number;
  /** The most tokens that the limit allows. */
  readonly allowed: number;
  /** What growth is counted from. */
  readonly before?: number;
  readonly met: boolean;
  /** `tools list: 412 tokens, 12 over its limit of 400 (budgets.toolsList.max)`. */
  readonly message: string;
}

/** The figures that limits ask for. */
export function limitedFigures(limits: BudgetLimits): readonly Figure[] {
  return FIGURES.filter((figure) => limits[figure] !== undefined);
}

/** The figures whose growth is limited. */
export function growthFigures(limits: BudgetLimits): readonly Figure[] {
  return FIGURES.filter((figure) => limits[figure]?.growth !== undefined);
}

/**
 * Holds figures to their limits. Growth is held to `before`; without it there is nothing that could have grown. What limits ask for
 * has to be in both.
 */
export function judgeLimits(
  limits: BudgetLimits,
  figures: Figures,
  before: Figures | undefined,
): readonly LimitVerdict[] {
  return limitedFigures(limits).flatMap((figure): readonly LimitVerdict[] => {
    const found = figures[figure];
    const { max, growth } = limits[figure] ?? {};
    if (found === undefined) throw new Error(`${figure} was not measured`);
    const earlier = before?.[figure];
    return [
      ...(max === undefined ? [] : [maxVerdict(figure, found, max)]),
      ...(growth === undefined || earlier === undefined
        ? []
        : [growthVerdict(figure, found, earlier, growth)]),
    ];
  });
}

function maxVerdict(figure: Figure, found: number, allowed: number): LimitVerdict {
  const met = found <= allowed;
  const over = met ? "within" : `${thousands(found - allowed)} over`;
  return {
    figure,
    rule: "max",
    found,
    allowed,
    met,
    message: `${tokensText(figure, found)}, ${over} its limit of ${thousands(allowed)} (budgets.${figure}.max)`,
  };
}

function growthVerdict(
  figure: Figure,
  found: number,
  before: number,
  growth: Growth,
): LimitVerdict {
  const allowed =
    growth.kind === "tokens"
      ? before + growth.tokens
      : Math.floor(before * (1 + growth.share) + 1e-9);
  const met = found <= allowed;
  return {
    figure,
    rule: "growth",
    found,
    allowed,
    before,
    met,
    message: `${tokensText(figure, found)} after ${thousands(before)}, ${changeText(found, before)}; it may grow by ${growthText(growth)} (budgets.${figure}.growth)`,
  };
}

function tokensText(figure: Figure, tokens: number): string {
  return `${FIGURE_LABELS[figure]}: ${thousands(tokens)} tokens`;
}

function changeText(found: number, before: number): string {
  const change = found - before;
  if (change === 0) return "the same";
  const share = before === 0 ? "" : ` (${percent(change / before)})`;
  return `${change > 0 ? "+" : "−"}${thousands(Math.abs(change))}${share}`;
}

function growthText(growth: Growth): string {
  return growth.kind === "tokens" ? thousands(growth.tokens) : percent(growth.share);
}

/** `5%`, `2.4%`. */
function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}
