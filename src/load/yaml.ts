import {
  CORE_SCHEMA,
  constructFromEvents,
  defineScalarTag,
  EVENT_ID,
  type Event,
  floatCoreTag,
  mergeTag,
  NOT_RESOLVED,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
} from "js-yaml";
import { type Diagnostics, type UnusableInput, unusable } from "../diagnostics/diagnostic.js";
import { createLines, excerpt } from "../diagnostics/lines.js";
import { reportDuplicateKeys } from "./duplicates.js";
import { MAXIMUM } from "./limits.js";
import type { Parsed } from "./parsed.js";
import type { SyntaxTree } from "./syntax-tree.js";
import { indexYaml, type YamlProblem } from "./yaml-index.js";
import { yamlTree } from "./yaml-tree.js";

/** YAML 1.2's core schema with merge keys, less what JSON cannot say: dates and binaries stay text, and so does `.inf`. */
const SCHEMA = CORE_SCHEMA.withTags(
  mergeTag,
  textTag("tag:yaml.org,2002:timestamp"),
  textTag("tag:yaml.org,2002:binary"),
  defineScalarTag("tag:yaml.org,2002:float", {
    ...floatCoreTag,
    resolve: (source, isExplicit, tagName) => {
      const value = floatCoreTag.resolve(source, isExplicit, tagName);
      return typeof value === "number" && Number.isFinite(value) ? value : NOT_RESOLVED;
    },
  }),
);

/**
 * The value of YAML text. Keys are text as they stand (`200`, `1.10`, `on`); of duplicate ones the last counts, with a diagnostic.
 * Objects are shared where the text has aliases; written out they stay within `MAXIMUM`.
 * @throws {UnusableInput} when the text is not YAML, is empty, or exceeds `MAXIMUM`.
 */
export function parseYaml(file: string, text: string, diagnostics: Diagnostics): Parsed {
  if (countStructure(text) > MAXIMUM.values) {
    throw unusable("values-too-many", file, { values: MAXIMUM.values });
  }
  try {
    const documents = documentsOf(parseEvents(text, { maxDepth: MAXIMUM.levels + 1 }));
    const [events] = documents;
    if (events === undefined) throw unusable("file-empty", file, {});
    if (documents.length > 1) {
      diagnostics.report("yaml-several-documents", "", { documents: documents.length });
    }
    const index = indexYaml(events, text);
    if (index.problem !== undefined) throw unusableAlias(file, text, index.problem);
    const tree = yamlTree(events, text, index);
    for (const key of index.keys) keepAsText(events[key], text);
    return { value: construct(events, text, tree, diagnostics), tree: () => tree };
  } catch (error) {
    throw error instanceof YAMLException ? unusableYaml(file, text, error) : error;
  }
}

/** The syntax tree alone, of text that `parseYaml` has accepted. */
export function yamlTreeOf(text: string): SyntaxTree {
  const [events = []] = documentsOf(parseEvents(text, { maxDepth: MAXIMUM.levels + 1 }));
  return yamlTree(events, text, indexYaml(events, text));
}

function construct(
  events: Event[],
  text: string,
  tree: SyntaxTree,
  diagnostics: Diagnostics,
): unknown {
  const options = { source: text, schema: SCHEMA, maxTotalMergeKeys: MAXIMUM.mergedKeys };
  try {
    return constructFromEvents(events, options)[0];
  } catch (error) {
    if (!(error instanceof YAMLException && error.reason === "duplicated mapping key")) throw error;
    reportDuplicateKeys(tree, diagnostics, MAXIMUM.reportedDuplicates);
    return constructFromEvents(events, { ...options, json: true })[0];
  }
}

/** The events of each document that holds something. */
function documentsOf(events: Event[]): Event[][] {
  const starts = events.flatMap((event, at) => (event.type === EVENT_ID.DOCUMENT ? [at] : []));
  return starts
    .map((start, at) => (starts.length === 1 ? events : events.slice(start, starts[at + 1])))
    .filter(([, content]) => content?.type !== EVENT_ID.SCALAR || content.valueStart >= 0);
}

/** Values and keys of a text, about: without a line break, a comma or a bracket there is hardly another one. */
function countStructure(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d || code === 0x2c || code === 0x5b || code === 0x7b)
      count += 1;
  }
  return count;
}

/** Makes a plain key the text that it is, rather than a number, a boolean or null; a merge key stays one. */
function keepAsText(event: Event | undefined, text: string): void {
  if (event?.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) return;
  if (event.tagStart >= 0 || !event.fast || text.slice(event.valueStart, event.valueEnd) === "<<") {
    return;
  }
  event.style = SCALAR_STYLE.SINGLE_QUOTED;
}

function textTag(name: string): ReturnType<typeof defineScalarTag<string>> {
  return defineScalarTag(name, { resolve: (source) => source, identify: () => false });
}

function unusableAlias(file: string, text: string, problem: YamlProblem): UnusableInput {
  const place = createLines(text).place(problem.offset);
  switch (problem.kind) {
    case "cycle":
      return unusable("yaml-alias-cycle", file, { alias: problem.alias }, place);
    case "expansion":
      return unusable("yaml-alias-expansion", file, { values: MAXIMUM.aliasValues }, place);
    case "depth":
      return unusable("nesting-too-deep", file, { levels: MAXIMUM.levels }, place);
  }
}

function unusableYaml(file: string, text: string, { reason, mark }: YAMLException): UnusableInput {
  const offset = mark?.position ?? 0;
  const place = createLines(text).place(offset);
  if (reason.startsWith("nesting exceeded")) {
    return unusable("nesting-too-deep", file, { levels: MAXIMUM.levels }, place);
  }
  if (reason.startsWith("merge keys exceeded")) {
    return unusable("yaml-alias-expansion", file, { values: MAXIMUM.mergedKeys }, place);
  }
  return unusable("yaml-syntax", file, { reason, excerpt: excerpt(text, offset) }, place);
}
