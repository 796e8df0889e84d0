/** Words that no binding of a module may have (ECMA-262 §12.7.2, strict mode code of a module). */
const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** `name` as a module can declare it: with as many `_` at its end as make it neither a reserved word nor one of `taken`. */
export function bindingName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  while (RESERVED.has(free) || taken.has(free)) free += "_";
  return free;
}
