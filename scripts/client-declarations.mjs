// The declarations of the client runtime as one file that needs no other.
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import ts from "typescript";

/**
 * What `entries` (modules below `folder`, without extension) export, with every declaration that it uses and no other.
 * Throws when two modules declare the same name, since one file has one scope.
 */
export async function clientDeclarations(folder, entries) {
  const declarations = new Map();
  const exported = new Set();
  const seen = new Set();
  const pending = [...entries];
  for (let module = pending.shift(); module !== undefined; module = pending.shift()) {
    if (seen.has(module)) continue;
    seen.add(module);
    const source = ts.createSourceFile(
      module,
      await readFile(join(folder, `${module}.d.ts`), "utf8"),
      ts.ScriptTarget.ES2023,
      true,
    );
    for (const statement of source.statements) {
      const specifier = statement.moduleSpecifier?.text;
      if (specifier !== undefined) {
        pending.push(join(dirname(module), specifier.replace(/\.js$/, "")));
        continue;
      }
      for (const name of namesOf(statement)) {
        const known = declarations.get(name);
        if (known !== undefined && known.module !== module) {
          throw new Error(`${known.module} and ${module} both declare ${name}`);
        }
        declarations.set(name, { module, statements: [...(known?.statements ?? []), statement] });
        const isExported = statement.modifiers?.some(
          ({ kind }) => kind === ts.SyntaxKind.ExportKeyword,
        );
        if (isExported && entries.includes(module)) exported.add(name);
      }
    }
  }
  return print(declarations, exported);
}

function print(declarations, exported) {
  const used = new Set();
  const visit = (name) => {
    if (used.has(name)) return;
    used.add(name);
    for (const statement of declarations.get(name).statements) {
      for (const other of identifiersIn(statement)) if (declarations.has(other)) visit(other);
    }
  };
  for (const name of exported) visit(name);
  const texts = [...used].sort().flatMap((name) =>
    declarations.get(name).statements.map((statement) => {
      const text = indentedByTwo(statement.getFullText().trim());
      return exported.has(name)
        ? text
        : text.replace(/^export (?=declare|interface|type|enum)/m, "");
    }),
  );
  return `${texts.join("\n\n")}\n\nexport {};\n`;
}

function namesOf(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  return statement.name === undefined ? [] : [statement.name.text];
}

/** Names of other declarations: a type parameter is of the node's own. */
function identifiersIn(node) {
  const found = new Set();
  const own = new Set();
  const walk = (child) => {
    if (ts.isTypeParameterDeclaration(child)) own.add(child.name.text);
    if (ts.isIdentifier(child)) found.add(child.text);
    ts.forEachChild(child, walk);
  };
  walk(node);
  return [...found].filter((name) => !own.has(name));
}

/** The compiler indents by four spaces. */
function indentedByTwo(text) {
  return text.replace(/^ +/gm, ({ length }) => " ".repeat(length - 2 * Math.floor(length / 4)));
}
