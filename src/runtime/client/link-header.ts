/**
 * The target of the first link with a relation type in a `Link` field (RFC 8288 §3), as it stands there: perhaps relative. Several
 * fields are given joined by commas. A link with an `anchor` is about another resource and is left out (§3.2).
 */
export function linkTarget(field: string, relation: string): string | undefined {
  for (const { target, parameters } of linksOf(field)) {
    const relations = parameters.get("rel")?.toLowerCase().split(/\s+/) ?? [];
    if (relations.includes(relation) && !parameters.has("anchor")) return target;
  }
  return undefined;
}

interface HeaderLink {
  readonly target: string;
  /** Names in lower case; of a name that stands there twice the first value (RFC 8288 §3.3). */
  readonly parameters: ReadonlyMap<string, string>;
}

/** RFC 8288 appendix B.2, sticky expressions over the text: what is not a link ends the list. */
function* linksOf(field: string): Generator<HeaderLink> {
  let at = 0;
  const match = (expression: RegExp): RegExpExecArray | undefined => {
    expression.lastIndex = at;
    const found = expression.exec(field) ?? undefined;
    if (found !== undefined) at = expression.lastIndex;
    return found;
  };
  for (;;) {
    match(/[\s,]*/y);
    const target = match(/<([^>]*)>/y)?.[1];
    if (target === undefined) return;
    const parameters = new Map<string, string>();
    while (match(/\s*;/y) !== undefined) {
      const name = match(/\s*([^\s=;,"<>]+)/y)?.[1]?.toLowerCase();
      if (name === undefined) continue;
      const value = match(/\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/sy);
      const text = value?.[1]?.replace(/\\(.)/gs, "$1") ?? value?.[2] ?? "";
      if (!parameters.has(name)) parameters.set(name, text);
    }
    yield { target, parameters };
    match(/[^,]*/y);
  }
}
