/** A kind of mistake, as models make it, with `fixtures/library.yaml`. */
export interface WrongSnippet {
  readonly kind: string;
  /** The same mistake, spelt in three ways: written out, through names of the snippet, and inside other code. */
  readonly spellings: readonly [string, string, string];
  /** What the message says to make it right. */
  readonly fix: RegExp;
  /** Who can know before the run: the syntactic check, or only the types. */
  readonly stoppedBy: "syntax" | "types";
}

export const wrongSnippets: readonly WrongSnippet[] = [
  {
    kind: "an operation that there is not",
    spellings: [
      'return await library.books.find({ author: "a1" });',
      'const { books } = library;\nreturn await books.search({ author: "a1" });',
      'const all = [];\nfor (const id of ["m1", "m2"]) {\n  all.push(await library.members.fetch({ member_id: id }));\n}\nreturn all;',
    ],
    fix: /did you mean library\.(?:books|members)\.\w+/,
    stoppedBy: "syntax",
  },
  {
    kind: "a misspelt operation",
    spellings: [
      "return await library.books.lst();",
      "const b = library.books;\nreturn await b.lisst({ page: 2 });",
      'const load = async (from: any, id: string) => from.gett({ member_id: id });\nreturn await load(library.members, "m1");',
    ],
    fix: /did you mean library\.(?:books\.list|members\.get)/,
    stoppedBy: "syntax",
  },
  {
    kind: "a namespace that there is not",
    spellings: [
      "return await library.book.list();",
      "const { member } = library;\nreturn await member.list();",
      "const api = library;\nreturn (await api.loan.get({ loan_id: 'l1' })).state;",
    ],
    fix: /did you mean library\.(?:books|members|loans)/,
    stoppedBy: "syntax",
  },
  {
    kind: "a required argument is missing",
    spellings: [
      "return await library.books.get({});",
      "const { get } = library.members;\nreturn await get();",
      "const loans = [];\nfor (const state of ['open', 'returned'] as const) loans.push(...(await library.members.listLoans({ state })));\nreturn loans;",
    ],
    fix: /`(?:book_id|member_id)` is missing/,
    stoppedBy: "syntax",
  },
  {
    kind: "an argument that there is not",
    spellings: [
      "return await library.books.list({ limit: 10 });",
      "const l = library.members.list;\nreturn await l({ perPage: 5 });",
      "const pages = await Promise.all([1, 2].map((n) => library.books.list({ pages: n })));\nreturn pages.flat().length;",
    ],
    fix: /there is no argument "(?:limit|perPage|pages)"/,
    stoppedBy: "syntax",
  },
  {
    kind: "an argument of another type",
    spellings: [
      "return await library.books.get({ book_id: 42 });",
      "const member_id = 7;\nreturn await library.members.get({ member_id });",
      'const page = "2";\nconst { books } = library;\nreturn (await books.list({ page })).map((book) => book.title);',
    ],
    fix: /must be (?:a string|an integer)/,
    stoppedBy: "syntax",
  },
  {
    kind: "a value that the enum has not",
    spellings: [
      'return await library.members.list({ status: "blocked" });',
      'const status = "inactive";\nreturn await library.members.list({ status });',
      'const loans = [];\nfor await (const loan of library.paginate(library.members.list, { status: "gone" })) loans.push(loan);\nreturn loans.length;',
    ],
    fix: /must be one of "active", "suspended", "left"/,
    stoppedBy: "syntax",
  },
  {
    kind: "the body is missing",
    spellings: [
      'return await library.members.suspend({ member_id: "m1" });',
      "const { create } = library.books;\nreturn await create({});",
      'try {\n  await library.books.update({ book_id: "b1" });\n} catch (e) {\n  return e.message;\n}',
    ],
    fix: /`body` is missing/,
    stoppedBy: "syntax",
  },
  {
    kind: "fields of the body beside it",
    spellings: [
      'return await library.loans.create({ book_id: "b1", member_id: "m1" });',
      'const { members } = library;\nreturn await members.create({ name: "Ada", email: "ada@example.com" });',
      'const done = [];\nfor (const id of ["m1", "m2"]) done.push(await library.members.suspend({ member_id: id, reason: "late" }));\nreturn done;',
    ],
    fix: /belongs inside `body`/,
    stoppedBy: "syntax",
  },
  {
    kind: "a field of the body is missing",
    spellings: [
      'return await library.loans.create({ body: { book_id: "b1" } });',
      'const l = library.loans;\nreturn await l.create({ body: { member_id: "m1", days: 7 } });',
      'const results = await Promise.all(["Emma", "Persuasion"].map((title) => library.books.create({ body: { title } })));\nreturn results.length;',
    ],
    fix: /`body\.\w+` is missing/,
    stoppedBy: "syntax",
  },
  {
    kind: "a field of the body of another type",
    spellings: [
      'return await library.books.create({ body: { title: "Emma", authors: "a1" } });',
      'const days = "14";\nreturn await library.loans.create({ body: { book_id: "b1", member_id: "m1", days } });',
      'const { books } = library;\nfor (const id of ["b1"]) await books.update({ book_id: id, body: { copies: true } });\nreturn "done";',
    ],
    fix: /`body\.\w+` must be/,
    stoppedBy: "syntax",
  },
  {
    kind: "the body as text",
    spellings: [
      'return await library.members.suspend({ member_id: "m1", body: JSON.stringify({ reason: "late" }) });',
      'const body = `{"title":"Emma"}`;\nreturn await library.books.update({ book_id: "b1", body });',
      'const { loans } = library;\nreturn await loans.create({ body: "book_id=b1&member_id=m1" });',
    ],
    fix: /`body` must be an object/,
    stoppedBy: "syntax",
  },
  {
    kind: "arguments one after the other",
    spellings: [
      'return await library.books.get("b1");',
      'const { members } = library;\nreturn await members.listLoans("m1", "open");',
      'const ids = ["b1", "b2"];\nreturn await Promise.all(ids.map(() => library.books.get("b1")));',
    ],
    fix: /one object of arguments/,
    stoppedBy: "syntax",
  },
  {
    kind: "options beside the arguments",
    spellings: [
      'return await library.books.get({ book_id: "b1" }, { headers: { accept: "text/csv" } });',
      'const get = library.members.get;\nreturn await get({ member_id: "m1" }, { timeout: 5 });',
      'const all = [];\nfor (const id of ["b1"]) all.push(await library.books.get({ book_id: id }, { retry: 3 }));\nreturn all;',
    ],
    fix: /takes one object of arguments, and here are 2/,
    stoppedBy: "syntax",
  },
  {
    kind: "a call that nobody waited for",
    spellings: [
      "return library.books.list().map((book) => book.title);",
      'const { books } = library;\nreturn books.get({ book_id: "b1" }).title;',
      "const titles = [];\nfor (const book of library.books.list()) titles.push(book.title);\nreturn titles;",
    ],
    fix: /`await`|await library/,
    stoppedBy: "syntax",
  },
  {
    kind: "a promise as an argument",
    spellings: [
      'return await library.loans.get({ loan_id: library.members.listLoans({ member_id: "m1" }) });',
      'const { books } = library;\nreturn await books.get({ book_id: books.list({ author: "a1" }) });',
      'const out = [];\nfor (const n of [1]) out.push(await library.loans.create({ body: { book_id: "b1", member_id: library.members.list({ page: n }) } }));\nreturn out;',
    ],
    fix: /must be a string, not a promise \(await it first\)/,
    stoppedBy: "syntax",
  },
  {
    kind: "pages taken for a list",
    spellings: [
      "return library.paginate(library.books.list, {}).length;",
      "const { paginate } = library;\nreturn paginate(library.books.list, {}).map((book) => book.title);",
      "const titles = [];\nfor (const book of library.paginate(library.books.list, {})) titles.push(book.title);\nreturn titles;",
    ],
    fix: /for await/,
    stoppedBy: "syntax",
  },
  {
    kind: "the call in place of the operation",
    spellings: [
      "return await library.paginate(library.books.list({ page: 1 })).toArray();",
      "const { books } = library;\nconst all = [];\nfor await (const book of library.paginate(books.list())) all.push(book);\nreturn all.length;",
      "const pages = [library.books].map((b) => library.paginate(b.list({}), {}));\nreturn pages.length;",
    ],
    fix: /takes the operation itself, not its call/,
    stoppedBy: "syntax",
  },
  {
    kind: "pages of what has none",
    spellings: [
      'return await library.paginate(library.books.get, { book_id: "b1" }).toArray();',
      "const { reports } = library;\nreturn await library.paginate(reports.subjectTree).toArray();",
      'const all = [];\nfor await (const loan of library.paginate(library.loans.get, { loan_id: "l1" })) all.push(loan);\nreturn all;',
    ],
    fix: /nothing is known of the pages of/,
    stoppedBy: "syntax",
  },
  {
    kind: "a syntax error",
    spellings: [
      "return await library.books.list({ page: 1 );",
      "const { books } = library\nconst all = [await books.list()];\nreturn all.map((page => page.length);",
      "for (const id of ['b1'] {\n  await library.books.get({ book_id: id });\n}",
    ],
    fix: /line \d/,
    stoppedBy: "syntax",
  },
  {
    kind: "an import",
    spellings: [
      'import { library } from "library";\nreturn await library.books.list();',
      'const { library: client } = require("library-client");\nreturn await client.books.list();',
      'const fs = await import("node:fs");\nfs.writeFileSync("books.json", JSON.stringify(await library.books.list()));',
    ],
    fix: /Imports are not available/,
    stoppedBy: "syntax",
  },
  {
    kind: "a result's field that there is not",
    spellings: [
      'const book = await library.books.get({ book_id: "b1" });\nreturn book.name;',
      "const { books } = library;\nconst titles = (await books.list()).map(({ writer }) => writer);\nreturn titles;",
      "const titles = [];\nfor (const loan of await library.members.listLoans({ member_id: 'm1' })) titles.push(loan.book.name);\nreturn titles;",
    ],
    fix: /has no `(?:name|writer)`/,
    stoppedBy: "types",
  },
  {
    kind: "the envelope of another API's results",
    spellings: [
      "const { data } = await library.books.list();\nreturn data.length;",
      'const response = await library.members.get({ member_id: "m1" });\nreturn response.data.name;',
      "const all = await Promise.all([1, 2].map((page) => library.books.list({ page })));\nreturn all.flatMap((page) => page.items);",
    ],
    fix: /has no `(?:data|items)`/,
    stoppedBy: "types",
  },
  {
    kind: "a value of the wrong type from a result",
    spellings: [
      'const book = await library.books.get({ book_id: "b1" });\nreturn await library.books.get({ book_id: book.copies });',
      "const { members } = library;\nconst [first] = await members.list();\nreturn await members.get({ member_id: first });",
      "const tree = await library.reports.subjectTree();\nreturn await Promise.all((tree.children ?? []).map(({ books }) => library.books.get({ book_id: books })));",
    ],
    fix: /must be a string/,
    stoppedBy: "types",
  },
  {
    kind: "a list where one thing is wanted",
    spellings: [
      'const loans = await library.members.listLoans({ member_id: "m1" });\nreturn await library.loans.return({ loan_id: loans });',
      'const books = await library.books.list();\nreturn await library.loans.create({ body: { book_id: books, member_id: "m1" } });',
      "const ids = (await library.members.list()).map((member) => member.id);\nreturn await library.members.get({ member_id: ids });",
    ],
    fix: /must be a string/,
    stoppedBy: "types",
  },
];
