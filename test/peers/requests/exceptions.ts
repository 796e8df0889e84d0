import type { Failure, Proof } from "./prove.js";
import type { Sample } from "./sample.js";

/** Samples that a request does not say as they were sampled, with whose fault that is. All the others must come back. */
export interface Exception {
  readonly document: string;
  /** `POST /skills`. */
  readonly route: string;
  readonly fault: "document" | "specification" | "fetch";
  readonly why: string;
  readonly applies: (sample: Sample) => boolean;
}

export const EXCEPTIONS: readonly Exception[] = [
  ...["POST /skills", "POST /skills/{skill_id}/versions"].map(
    (route): Exception => ({
      document: "openai.yaml",
      route,
      fault: "document",
      why: "`files` is a list of files or one file: a part is a part, so that a list of one and the one file are the same request",
      applies: ({ body }) => isListOfOne(Object(body?.value).files),
    }),
  ),
  {
    document: "stripe-2022-04.json",
    route: "POST /v1/files",
    fault: "document",
    why: "OpenAPI 3.0 ignores `style` in multipart (§4.7.15), so `expand` would be its name; the client writes what Stripe means by deepObject, `expand[]`",
    applies: ({ body }) => Object.hasOwn(Object(body?.value), "expand"),
  },
];

function isListOfOne(value: unknown): boolean {
  return Array.isArray(value) && value.length === 1;
}

/** What no request of the document can show, by its own fault or that of `fetch`. */
export interface Limits {
  /** Operations whose path another one of the same method has: with other names, another fragment, or as `{base}...{head}` is a `{basehead}`. */
  readonly twins: number;
  /** Operations that give GET or HEAD a body: `fetch` sends none (Fetch §5.4). They are proven without it. */
  readonly unsendable: number;
}

/** Document → its limits, where it has any. */
export const LIMITS: ReadonlyMap<string, Limits> = new Map([
  ["box.json", { twins: 28, unsendable: 0 }],
  ["cloudflare-2024-08.json", { twins: 4, unsendable: 1 }],
  ["github.json", { twins: 1, unsendable: 0 }],
]);

export const NO_LIMITS: Limits = { twins: 0, unsendable: 0 };

export interface Verdict {
  /** What went wrong without being excepted. */
  readonly failures: readonly Failure[];
  /** Exceptions that nothing needs, and samples that go through although one names them. */
  readonly needless: readonly string[];
  readonly excepted: number;
}

/** A document's proof in the light of its exceptions. */
export function verdictOn(document: string, proof: Proof): Verdict {
  const own = EXCEPTIONS.filter((one) => one.document === document);
  const exceptionOf = ({ route, sample }: Proof["called"][number]) =>
    own.find((one) => one.route === `${route.method} ${route.path}` && one.applies(sample));
  const failed = new Set(proof.failures.map(({ sample }) => sample));
  const used = new Set<Exception>();
  const needless: string[] = [];
  for (const call of proof.called) {
    const exception = exceptionOf(call);
    if (exception === undefined) continue;
    used.add(exception);
    const { kind, edge = kind } = call.sample;
    if (!failed.has(call.sample)) needless.push(`${exception.route}, ${edge}`);
  }
  return {
    failures: proof.failures.filter((failure) => exceptionOf(failure) === undefined),
    needless: [...needless, ...own.filter((one) => !used.has(one)).map(({ route }) => route)],
    excepted: proof.failures.filter((failure) => exceptionOf(failure) !== undefined).length,
  };
}
