import { type Decoder, decoderOf } from "./decode/request.js";
import { type Prism, prismOf } from "./prism.js";
import { PRISM_LIMITS, readOnlyNames } from "./prism-limits.js";
import { BASE_PATH, type Called, type Run } from "./prism-run.js";
import { type SampleCheck, sampleCheck } from "./sample-check.js";

/** What Prism, and AJV where Prism cannot, say of every operation of a document. */
export interface Judgement {
  readonly operations: number;
  readonly calls: number;
  /** Calls that Prism has read whole and finds nothing wrong with. */
  readonly accepted: number;
  /** Calls of which it could not look at a part, or that a known limit of it is the only thing wrong with. AJV finds them valid. */
  readonly apart: number;
  /** Operations with bodies or parameters whose schemas Prism could not compile, none of whose calls it could look at whole. */
  readonly unchecked: readonly string[];
  /** Operation → what is wrong with its calls, in a line each. */
  readonly failing: ReadonlyMap<string, readonly string[]>;
  /** Operations none of whose calls Prism accepts, because of its limits. */
  readonly misread: ReadonlyMap<string, readonly string[]>;
  /** Limit of Prism → calls. */
  readonly limits: ReadonlyMap<string, number>;
}

type Verdict =
  | { readonly kind: "accepted" }
  | { readonly kind: "unchecked"; readonly why: readonly string[] }
  | { readonly kind: "limited"; readonly limits: readonly string[] }
  | { readonly kind: "failed"; readonly problems: readonly string[] };

interface Judges {
  readonly prism: Prism;
  readonly decoder: Decoder;
  readonly check: SampleCheck;
  readonly readOnly: ReadonlySet<string>;
}

export async function judge({ document, routes, called }: Run): Promise<Judgement> {
  const prism = await prismOf(document);
  const judges: Judges = {
    prism,
    decoder: decoderOf(document, BASE_PATH),
    check: sampleCheck(document),
    readOnly: readOnlyNames(document),
  };
  const verdicts = new Map<string, Verdict[]>();
  for (const one of called) {
    const key = `${one.route.method} ${one.route.path}`;
    const verdict = await verdictOf(judges, one);
    verdicts.set(key, [...(verdicts.get(key) ?? []), verdict]);
  }
  const all = [...verdicts.values()].flat();
  const count = (kind: Verdict["kind"]) => all.filter((one) => one.kind === kind).length;
  const limits = new Map(PRISM_LIMITS.map(({ name }) => [name, 0]));
  for (const verdict of all) {
    for (const name of verdict.kind === "limited" ? verdict.limits : [])
      limits.set(name, (limits.get(name) ?? 0) + 1);
  }
  const failing = new Map<string, readonly string[]>();
  const misread = new Map<string, readonly string[]>();
  const unchecked: string[] = [];
  for (const [operation, own] of verdicts) {
    const problems = own.flatMap((one) => (one.kind === "failed" ? one.problems : []));
    const limited = own.flatMap((one) => (one.kind === "limited" ? one.limits : []));
    if (problems.length > 0) failing.set(operation, [...new Set(problems)]);
    else if (own.some(({ kind }) => kind === "accepted")) continue;
    else if (limited.length > 0) misread.set(operation, [...new Set(limited)]);
    else unchecked.push(operation);
  }
  return {
    operations: routes.length,
    calls: called.length,
    accepted: count("accepted"),
    apart: count("unchecked") + count("limited"),
    unchecked,
    failing,
    misread,
    limits,
  };
}

async function verdictOf(judges: Judges, called: Called): Promise<Verdict> {
  const { request, problems, route, sample } = called;
  const about = (text: string) => `${sample.edge ?? sample.kind}: ${text}`;
  if (request === undefined || problems.length > 0) {
    return { kind: "failed", problems: problems.map(about) };
  }
  const { errors, unchecked } = judges.prism.judge(route, request, BASE_PATH);
  const context = { errors, readOnly: judges.readOnly };
  const limits = new Set<string>();
  const unexplained: string[] = [];
  for (const error of errors) {
    const limit = PRISM_LIMITS.find((one) => one.covers(error, called, context));
    if (limit === undefined) unexplained.push(`Prism: ${error}`);
    else limits.add(limit.name);
  }
  if (unexplained.length > 0) return { kind: "failed", problems: unexplained.map(about) };
  if (limits.size === 0 && unchecked.length === 0) return { kind: "accepted" };
  const invalid = await checkedWithAjv(judges, called);
  if (invalid.length > 0) return { kind: "failed", problems: invalid.map(about) };
  if (limits.size > 0) return { kind: "limited", limits: [...limits] };
  return { kind: "unchecked", why: unchecked };
}

/** What the document's own schemas say of the arguments that the request carries, as the decoder reads them. */
async function checkedWithAjv(
  { decoder, check }: Judges,
  { route, request }: Called,
): Promise<readonly string[]> {
  if (request === undefined) return ["nothing was sent"];
  try {
    const carried = await decoder.decode(route, request);
    return check.problems(route.path, route.method, carried).map(({ text }) => `AJV: ${text}`);
  } catch (error) {
    return [`decoder: ${String(error)}`];
  }
}
