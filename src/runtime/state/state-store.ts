/** Who asks. A server on standard input and output has one caller; one over HTTP has one for every credential. */
export type Caller = string;

/** The only caller of a server that speaks to the process that started it. */
export const LOCAL_CALLER: Caller = "local";

/**
 * Texts that outlive a run, each of one caller, under ids that cannot be guessed. It is asynchronous and holds nothing but text, so that memory,
 * a folder that several processes share and a Durable Object can all be one. No promise rejects: what cannot be kept is not kept, and what
 * cannot be read is not there.
 */
export interface StateStore {
  /** Keeps a text and gives its id; `undefined` when it cannot be kept, for example because it is larger than the caller's share. */
  put(caller: Caller, text: string): Promise<string | undefined>;
  /** The text of an id of this caller, unless it is too old or gone. */
  get(caller: Caller, id: string): Promise<string | undefined>;
  /** Removes a text. Of several that remove the same one, in whichever process, exactly one is told true: who is, may use it. */
  delete(caller: Caller, id: string): Promise<boolean>;
}

/** How much a store keeps. Bytes are those of UTF-8, except in memory, where a UTF-16 unit counts as two. */
export interface StateBounds {
  /** Texts of one caller. */
  readonly texts: number;
  /** Of all texts of one caller. */
  readonly callerBytes: number;
  /** Of all texts of all callers. */
  readonly bytes: number;
  readonly milliseconds: number;
}

export const DEFAULT_STATE_BOUNDS: StateBounds = {
  texts: 50,
  callerBytes: 64 * 1024 * 1024,
  bytes: 256 * 1024 * 1024,
  milliseconds: 24 * 60 * 60 * 1000,
};
