import { apiSurface } from "../runtime/mcp/api-surface.js";
import type { Search } from "../runtime/search/answer.js";
import { operationAnswers, searchAnswers, searchOf, type Texts, textsOf } from "./answers.js";
import { typicalErrors } from "./errors.js";
import { FIGURE_LABELS, type Figure, type Figures } from "./figure.js";
import { frontMatter, NO_FLAGS } from "./measure.js";
import { type Size, sizeOf, sumOf } from "./size.js";
import type { Subject } from "./subject.js";
import {
  CLIENT_LIMITS,
  type ClientLimit,
  type ClientVerdict,
  type Surface,
  type SurfaceName,
} from "./surface.js";
import { toolsListResult } from "./tools-list.js";

/** Measures all that an agent reads of a package, served without flags. `search` is the subject's. */
export async function measureSurfaces(
  subject: Subject,
  search: Search,
): Promise<readonly Surface[]> {
  const { api, skill } = subject;
  const surface = apiSurface(api, NO_FLAGS);
  return [
    text("toolsList", FIGURE_LABELS.toolsList, toolsListResult(surface)),
    text("searchDescription", "description of search", surface.search.description),
    text("executeDescription", "description of execute", surface.execute.description),
    text("instructions", FIGURE_LABELS.instructions, surface.instructions),
    texts("searchAnswer", "search answer", searchAnswers(search, subject.queries)),
    texts("operationAnswer", "answer to an operation", operationAnswers(search, api.operations)),
    texts("error", "typical error", await typicalErrors(api)),
    text("skillListing", FIGURE_LABELS.skillListing, frontMatter(skill)),
    text("skillDescription", "its description", descriptionOf(skill)),
    text("skill", FIGURE_LABELS.skill, skill),
    references(subject),
  ];
}

/** The figures of some surfaces: of one of many texts the 95th percentile, of files the sum. */
export function figuresOf(surfaces: readonly Surface[]): Figures {
  const figures: { -readonly [F in Figure]?: number } = {};
  for (const surface of surfaces) {
    const { name } = surface;
    if (isFigure(name)) figures[name] = mainSize(surface).o200k_base;
  }
  return figures;
}

/** The size that stands for a surface. */
export function mainSize(surface: Surface): Size {
  switch (surface.kind) {
    case "text":
      return surface.size;
    case "texts":
      return surface.texts.p95;
    case "files":
      return surface.sum;
  }
}

/** Measures those figures of a package that compilation does not: one after the other, since each may take a second. */
export async function measureFigures(
  subject: Subject,
  wanted: readonly Figure[],
): Promise<Figures> {
  let search: Search | undefined;
  const figures: { -readonly [F in Figure]?: number } = {};
  for (const figure of wanted) {
    const tokens = await tokensOf(figure);
    if (tokens !== undefined) figures[figure] = tokens;
  }
  return figures;

  async function tokensOf(figure: Figure): Promise<number | undefined> {
    switch (figure) {
      case "searchAnswer":
        search ??= searchOf(subject);
        return searchAnswers(search, subject.queries).p95.o200k_base;
      case "operationAnswer":
        search ??= searchOf(subject);
        return operationAnswers(search, subject.api.operations).p95.o200k_base;
      case "error":
        return (await typicalErrors(subject.api)).p95.o200k_base;
      case "references":
        return mainSize(references(subject)).o200k_base;
      default:
        return undefined;
    }
  }
}

function isFigure(name: SurfaceName): name is Figure {
  return Object.hasOwn(FIGURE_LABELS, name);
}

function text(name: SurfaceName, label: string, content: string): Surface {
  const size = sizeOf(content);
  const lines = content.split("\n").length - (content.endsWith("\n") ? 1 : 0);
  return { kind: "text", name, label, size, limits: judged(name, size, lines) };
}

/** The largest of the texts has to be within the limits. */
function texts(name: SurfaceName, label: string, measured: Texts): Surface {
  return { kind: "texts", name, label, texts: measured, limits: judged(name, measured.max, 0) };
}

function references({ references: files }: Subject): Surface {
  const sizes = [...files.values()].map(sizeOf);
  return {
    kind: "files",
    name: "references",
    label: "skill references",
    texts: textsOf(sizes, sizes.length),
    sum: sumOf(sizes),
    limits: [],
  };
}

function judged(name: SurfaceName, size: Size, lines: number): readonly ClientVerdict[] {
  return CLIENT_LIMITS[name].map((limit) => {
    const found = foundOf(limit, size, lines);
    return { ...limit, found, met: found <= limit.max };
  });
}

function foundOf({ unit }: ClientLimit, size: Size, lines: number): number {
  switch (unit) {
    case "characters":
      return size.characters;
    case "tokens":
      return size.o200k_base;
    case "lines":
      return lines;
  }
}

/** The value of `description` in the front matter: a JSON string, as a skill is written; what was written by hand is taken as it stands. */
function descriptionOf(skill: string): string {
  const written = /^description: (.*)$/m.exec(frontMatter(skill))?.[1] ?? "";
  try {
    return String(JSON.parse(written));
  } catch {
    return written;
  }
}
