/** Static text with `{{name}}` holes. */
export type Template = string;

/**
 * Fills every hole. Values go in as they are, so what comes from a spec must be escaped for its place before.
 * Throws for a hole without a value and for a value without a hole: both are mistakes of ours.
 */
export function fillTemplate(
  template: Template,
  values: { readonly [hole: string]: string },
): string {
  const open = new Set(Object.keys(values));
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, hole: string) => {
    const value = values[hole];
    if (value === undefined) throw new Error(`the template has a hole ${hole} without a value`);
    open.delete(hole);
    return value;
  });
  if (open.size > 0) throw new Error(`the template has no hole ${[...open].join(", ")}`);
  return text;
}
