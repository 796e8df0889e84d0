import type { Operation } from "../api/api.js";
import { clausesOf } from "./clauses.js";
import { wordsOf } from "./tokenise.js";

/** What an operation does to a resource, as a request in plain words names it. */
export type Action = "list" | "read" | "create" | "update" | "delete";

/** Words that name an action and little else: they say which method is meant, hardly which resource. */
const GENERIC: { readonly [A in Action]: string } = {
  list: "list search find browse enumerate",
  read: "get show view read fetch retrieve display see look check give tell",
  create: "create add make new insert register generate",
  update: "update change edit modify set replace adjust alter put",
  delete: "delete remove clear erase unset",
};
/** Words that imply an action and say more than it. */
const SPECIFIC: { readonly [A in Action]: string } = {
  list: "",
  read: "download inspect describe compare count",
  create: "send upload submit publish invite upsert import write post open",
  update:
    "rename patch move enable disable toggle switch close reopen archive unarchive assign reassign pause resume lock unlock freeze activate deactivate mark promote transfer extend schedule configure",
  delete:
    "destroy drop purge discard revoke cancel terminate kill kick detach unassign unfollow unsubscribe unstar unlike unlink unblock unpin dislike",
};

const ACTIONS = ["list", "read", "create", "update", "delete"] as const;
const ACTION_OF_WORD: ReadonlyMap<string, Action> = new Map(
  ACTIONS.flatMap((action) =>
    `${GENERIC[action]} ${SPECIFIC[action]}`
      .split(" ")
      .map((word): [string, Action] => [word, action]),
  ),
);
const GENERIC_WORDS: ReadonlySet<string> = new Set(
  ACTIONS.flatMap((action) => GENERIC[action].split(" ")),
);

const UPDATES: readonly string[] = GENERIC.update.split(" ");
const EDITS: ReadonlySet<string> = new Set(SPECIFIC.update.split(" "));

/** What asks and orders nothing. */
const QUESTION =
  /^\s*(what|which|who|whose|where|when|how|is|are|was|were|does|do|did|has|have)\b/i;

/** An order begins with a verb, and what it is about with one of these. */
const ORDER =
  /^\s*(?:please\s+)?([a-z]+)\s+(?:(?:on|off|up|down|out)\s+)?(?:a|an|the|my|our|all|this|that|some|someone|somebody|it|its|their|her|his|one|every|several|two)\b/i;
/** Words that stand where an order has its verb, and ask for no change. */
const NO_CHANGE: ReadonlySet<string> = new Set(
  `download export print preview count track watch monitor query ask search transcribe convert translate analyze analyse calculate compute
  determine evaluate estimate explore identify learn know need want plan provide obtain access suggest recommend verify validate
  can could is are was were do does did has have will would about and at because between by for from if in into of on or since to with
  how what when where which who whose why`.split(/\s+/),
);

/** The actions that the words of a request name, and those that an order with any other verb (`approve a request`) may be: it changes something. */
export function actionsWanted(request: string): ReadonlySet<Action> {
  const wanted = new Set<Action>(QUESTION.test(request) ? ["read", "list"] : []);
  for (const word of wordsOf(request)) {
    const action = ACTION_OF_WORD.get(word);
    if (action !== undefined) wanted.add(action);
  }
  if (clausesOf(request).some(isOtherOrder))
    for (const action of CREATE_OR_UPDATE) wanted.add(action);
  return wanted;
}

function isOtherOrder(clause: string): boolean {
  const verb = ORDER.exec(clause)?.[1]?.toLowerCase();
  return verb !== undefined && !ACTION_OF_WORD.has(verb) && !NO_CHANGE.has(verb);
}

/** The other generic verbs for what a lower-case word asks: `update`, `edit` … for `change`; none for any other word. */
export function synonymsOf(word: string): readonly string[] {
  const action = isGenericVerb(word) ? ACTION_OF_WORD.get(word) : undefined;
  if (action === undefined) return [];
  return GENERIC[action].split(" ").filter((other) => other !== word);
}

/** The generic verbs for changing a thing, for a lower-case word that names one change, such as `close`: few APIs have an operation of that name. */
export function editsMeantBy(word: string): readonly string[] {
  return EDITS.has(word) ? UPDATES : [];
}

/** True for a lower-case word such as `get` or `create`. */
export function isGenericVerb(word: string): boolean {
  return GENERIC_WORDS.has(word);
}

/**
 * What an operation does, by its method (RFC 9110 §9.3) and by whether its path ends in a parameter, that is at one thing:
 * a GET there reads, elsewhere it also lists; a POST there changes what is there.
 */
export function actionsOf({ httpMethod, path }: Operation): ReadonlySet<Action> {
  const isOne = path.endsWith("}");
  switch (httpMethod) {
    case "GET":
    case "HEAD":
    case "OPTIONS":
    case "QUERY":
    case "TRACE":
      return isOne ? READ : READ_OR_LIST;
    case "DELETE":
      return DELETE;
    case "PATCH":
      return UPDATE;
    case "PUT":
      return CREATE_OR_UPDATE;
    case "POST":
      return isOne ? UPDATE : CREATE;
    default:
      return UNKNOWN;
  }
}

/** Of a method of the API's own, only the API knows. */
const UNKNOWN: ReadonlySet<Action> = new Set();
const READ: ReadonlySet<Action> = new Set(["read"]);
const READ_OR_LIST: ReadonlySet<Action> = new Set(["read", "list"]);
const CREATE: ReadonlySet<Action> = new Set(["create"]);
const UPDATE: ReadonlySet<Action> = new Set(["update"]);
const DELETE: ReadonlySet<Action> = new Set(["delete"]);
const CREATE_OR_UPDATE: ReadonlySet<Action> = new Set(["create", "update"]);
