import type { Type } from "../../runtime/api/types.js";
import {
  block,
  concat,
  fluid,
  group,
  hardline,
  ifBreak,
  indent,
  isForced,
  join,
  type Layout,
  line,
  printLayout,
  softline,
} from "./layout.js";
import { propertyKeyText } from "./property-key-text.js";
import {
  type IndexShape,
  type ObjectShape,
  type PropertyShape,
  type Shape,
  shapeOf,
} from "./shape.js";

/** What a type stands in; a union is laid out differently in each. */
type Place = "annotation" | "alias" | "typeArgument" | "tuple" | "longTuple" | "parentheses";

/** A type of the IR as TypeScript, formatted as prettier would. */
export function typeText(type: Type): string {
  return printLayout(shapeLayout(shapeOf(type), "annotation"));
}

/** `export type Name = …;` */
export function aliasLayout(name: string, shape: Shape): Layout {
  const right = shapeLayout(shape, "alias");
  return shape.kind === "union" && !isHugged(shape.members)
    ? group(concat([`export type ${name} =`, group(indent(concat([line, right]))), ";"]))
    : group(concat([`export type ${name} =`, fluid(right), ";"]));
}

/** `export interface Name { … }` */
export function interfaceLayout(name: string, { properties, index }: ObjectShape): Layout {
  const members = memberLayouts(properties, index);
  if (members.length === 0) return `export interface ${name} {}`;
  const body = join(
    hardline,
    members.map((member) => concat([member, ";"])),
  );
  return concat([`export interface ${name} {`, indent(concat([hardline, body])), hardline, "}"]);
}

/** `name(args: …): Promise<…> & Mark<…>`; without `args`, a method without arguments. `marks` are what else the type says. */
export function methodLayout(
  name: string,
  args: { readonly shape: ObjectShape; readonly optional: boolean } | undefined,
  result: Shape,
  marks: readonly { readonly name: string; readonly argument: Shape }[],
): Layout {
  const returned = concat([
    "): ",
    group(
      concat([
        concat(["Promise", typeArgumentLayout(result)]),
        ...marks.map((mark) =>
          indent(concat([" &", line, mark.name, typeArgumentLayout(mark.argument)])),
        ),
      ]),
    ),
  ]);
  if (args === undefined) return group(concat([`${name}(`, group(returned)]));
  const parameter = concat([`args${args.optional ? "?" : ""}: `, objectBody(args.shape)]);
  return group(
    concat([`${name}(`, isForced(returned) ? group(parameter) : parameter, group(returned)]),
  );
}

function typeArgumentLayout(shape: Shape): Layout {
  const argument = shapeLayout(shape, "typeArgument");
  const hugged =
    shape.kind === "word" ||
    shape.kind === "reference" ||
    shape.kind === "object" ||
    (shape.kind === "union" && isHugged(shape.members));
  return hugged
    ? concat(["<", argument, ">"])
    : group(concat(["<", indent(concat([softline, argument])), softline, ">"]));
}

function shapeLayout(shape: Shape, place: Place): Layout {
  switch (shape.kind) {
    case "word":
      return shape.text;
    case "reference":
      return shape.name;
    case "array": {
      const { items } = shape;
      if (items.kind === "union" || items.kind === "intersection") {
        return concat(["(", shapeLayout(items, "parentheses"), ")[]"]);
      }
      return appended(shapeLayout(items, "annotation"), "[]");
    }
    case "tuple":
      return tupleLayout(shape.items, shape.rest);
    case "object":
      return shape.properties.length === 0 && shape.index === undefined
        ? "{}"
        : group(objectBody(shape));
    case "generic":
      return concat([`${shape.name}<`, group(objectBody(shape.argument)), ">"]);
    case "union":
      return unionLayout(shape.members, place);
    case "intersection":
      return intersectionLayout(shape.members);
  }
}

function tupleLayout(items: readonly Shape[], rest: Shape | undefined): Layout {
  const count = items.length + (rest === undefined ? 0 : 1);
  if (count === 0) return "[]";
  const place = count > 1 ? "longTuple" : "tuple";
  const elements = items.map((item) => group(shapeLayout(item, place)));
  if (rest !== undefined) {
    elements.push(
      group(concat(["...", shapeLayout({ kind: "array", items: rest }, "annotation")])),
    );
  }
  const body = concat([softline, join(concat([",", line]), elements), ifBreak(",", "")]);
  return group(concat(["[", indent(body), softline, "]"]));
}

/** The braces and what is in them, without a group of its own: the object breaks with what it stands in. */
function objectBody({ properties, index, expanded }: ObjectShape): Layout {
  const members = memberLayouts(properties, index);
  if (members.length === 0) return "{}";
  const body = join(concat([";", line]), members);
  const start = expanded ? hardline : line;
  return concat(["{", indent(concat([start, body])), ifBreak(";", ""), line, "}"]);
}

function memberLayouts(
  properties: readonly PropertyShape[],
  index: IndexShape | undefined,
): readonly Layout[] {
  const members = properties.map(propertyLayout);
  if (index === undefined) return members;
  const signature = concat(["[key: string]: ", shapeLayout(index.shape, "annotation")]);
  return [...members, index.doc.length === 0 ? signature : concat([block(index.doc), signature])];
}

/** `name?: Type`, with its comment. */
export function propertyLayout({ name, optional, shape, doc }: PropertyShape): Layout {
  const key = `${propertyKeyText(name)}${optional ? "?: " : ": "}`;
  const type = shapeLayout(shape, "annotation");
  const signature = typeof type === "string" ? key + type : group(concat([key, type]));
  return doc.length === 0 ? signature : concat([block(doc), signature]);
}

function unionLayout(members: readonly Shape[], place: Place): Layout {
  if (isHugged(members)) {
    return join(
      " | ",
      members.map((member) => memberLayout(member)),
    );
  }
  const lines = group(
    concat([
      ifBreak("| ", ""),
      join(
        concat([line, "| "]),
        members.map((member) => indent(memberLayout(member))),
      ),
    ]),
  );
  switch (place) {
    case "alias":
    case "typeArgument":
    case "tuple":
      return lines;
    case "parentheses":
      return group(concat([indent(concat([softline, lines])), softline]));
    case "longTuple": {
      const open = ifBreak(concat(["(", softline]), "");
      return group(concat([indent(concat([open, lines])), softline, ifBreak(")", "")]));
    }
    case "annotation":
      return group(indent(concat([softline, lines])));
  }
}

function intersectionLayout(members: readonly Shape[]): Layout {
  let indented = false;
  const parts = members.map((member, position): Layout => {
    const layout = memberLayout(member);
    const before = members[position - 1];
    if (before === undefined) return layout;
    if (before.kind === "object" && member.kind === "object") {
      return concat([" & ", indented ? indent(layout) : layout]);
    }
    if (before.kind !== "object" && member.kind !== "object") {
      return indent(concat([" &", line, layout]));
    }
    if (position > 1) indented = true;
    return concat([" & ", position > 1 ? indent(layout) : layout]);
  });
  return group(concat(parts));
}

/** A member of a union or intersection: in parentheses where it is the other of the two. */
function memberLayout(shape: Shape): Layout {
  return shape.kind === "union" || shape.kind === "intersection"
    ? concat(["(", shapeLayout(shape, "parentheses"), ")"])
    : shapeLayout(shape, "annotation");
}

/** `{ … } | null`: prettier keeps the braces on the line of what the type stands in. */
function isHugged(members: readonly Shape[]): boolean {
  const first = members.find((member) => member.kind === "object" || member.kind === "reference");
  return (
    first !== undefined &&
    members.every(
      (member) => member === first || (member.kind === "word" && member.text === "null"),
    )
  );
}

function appended(layout: Layout, suffix: string): Layout {
  return typeof layout === "string" ? layout + suffix : concat([layout, suffix]);
}
