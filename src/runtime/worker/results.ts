import { DurableObject } from "cloudflare:workers";
import { randomStateId } from "../state/state-id.js";
import { DEFAULT_STATE_BOUNDS } from "../state/state-store.js";
import { surplus } from "../state/surplus.js";

const TABLES = `
  CREATE TABLE IF NOT EXISTS texts (id TEXT PRIMARY KEY, bytes INTEGER NOT NULL, kept_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parts (id TEXT, number INTEGER, text TEXT NOT NULL, PRIMARY KEY (id, number)) WITHOUT ROWID;
`;

/** UTF-16 units of one row: at most 768 KiB of UTF-8, where a row may have two megabytes. */
const PART = 256 * 1024;

/** The texts of one caller: a Durable Object of its own, named after the caller, with SQLite for storage. */
export class Results extends DurableObject<unknown> {
  readonly #storage: DurableObjectStorage;

  constructor(state: DurableObjectState, env: unknown) {
    super(state, env);
    this.#storage = state.storage;
  }

  /** Keeps a text and gives its id; `undefined` when it is larger than the caller's share. */
  async put(text: string): Promise<string | undefined> {
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > DEFAULT_STATE_BOUNDS.callerBytes) return undefined;
    const { sql } = this.#storage;
    sql.exec(TABLES);
    const id = randomStateId();
    sql.exec("INSERT INTO texts VALUES (?, ?, ?)", id, bytes, Date.now());
    let number = 0;
    for (const part of partsOf(text)) {
      sql.exec("INSERT INTO parts VALUES (?, ?, ?)", id, number, part);
      number += 1;
    }
    await this.#drop();
    return id;
  }

  /** The text of an id, unless it is too old or gone. */
  get(id: string): string | undefined {
    if (this.#isEmpty()) return undefined;
    const parts = this.#storage.sql.exec<{ text: string }>(
      "SELECT text FROM parts WHERE id = (SELECT id FROM texts WHERE id = ? AND kept_at > ?) ORDER BY number",
      id,
      Date.now() - DEFAULT_STATE_BOUNDS.milliseconds,
    );
    const texts = [...parts].map(({ text }) => text);
    return texts.length === 0 ? undefined : texts.join("");
  }

  /** True for exactly one of those who remove the same text. */
  async delete(id: string): Promise<boolean> {
    if (this.get(id) === undefined) return false;
    this.#remove(id);
    await this.#drop();
    return true;
  }

  /** The oldest text is too old now. */
  override async alarm(): Promise<void> {
    await this.#drop();
  }

  /** No text was ever kept, or none is left: an object without storage ceases to exist. */
  #isEmpty(): boolean {
    const tables = this.#storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'texts'");
    return tables.next().done === true;
  }

  async #drop(): Promise<void> {
    if (this.#isEmpty()) return;
    const kept = [
      ...this.#storage.sql.exec<{ id: string; bytes: number; kept_at: number }>(
        "SELECT id, bytes, kept_at FROM texts",
      ),
    ].map(({ id, bytes, kept_at: keptAt }) => ({ id, caller: "", bytes, keptAt }));
    const gone = new Set(surplus(kept, DEFAULT_STATE_BOUNDS, Date.now()));
    for (const { id } of gone) this.#remove(id);
    const oldest = Math.min(...kept.filter((one) => !gone.has(one)).map(({ keptAt }) => keptAt));
    if (Number.isFinite(oldest)) {
      await this.#storage.setAlarm(oldest + DEFAULT_STATE_BOUNDS.milliseconds);
    } else {
      await this.#storage.deleteAlarm();
      await this.#storage.deleteAll();
    }
  }

  #remove(id: string): void {
    this.#storage.sql.exec("DELETE FROM texts WHERE id = ?", id);
    this.#storage.sql.exec("DELETE FROM parts WHERE id = ?", id);
  }
}

/** The text in parts, none of which ends within a surrogate pair. An empty text has one, which is empty. */
function* partsOf(text: string): Generator<string> {
  let at = 0;
  do {
    const unit = text.charCodeAt(at + PART - 1);
    const end = at + (unit >= 0xd800 && unit < 0xdc00 ? PART - 1 : PART);
    yield text.slice(at, end);
    at = end;
  } while (at < text.length);
}
