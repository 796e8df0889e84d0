/** Values of earlier runs, as JSON text, under ids that cannot be guessed. */
export interface Results {
  /** Keeps a value and gives its id; `undefined` when it is larger than the whole store may be. */
  keep(json: string): string | undefined;
  get(id: string): string | undefined;
}

export interface ResultsBounds {
  readonly values: number;
  /** Of all values together, at two bytes a UTF-16 unit. */
  readonly bytes: number;
}

export const DEFAULT_RESULTS_BOUNDS: ResultsBounds = { values: 50, bytes: 64 * 1024 * 1024 };

const ID_BYTES = 16;

/** A store in memory. The oldest values go when a new one does not fit. */
export function createResults(bounds: ResultsBounds = DEFAULT_RESULTS_BOUNDS): Results {
  const kept = new Map<string, string>();
  let bytes = 0;
  return {
    keep(json) {
      const size = sizeOf(json);
      if (size > bounds.bytes || bounds.values < 1) return undefined;
      for (const [id, old] of kept) {
        if (kept.size < bounds.values && bytes + size <= bounds.bytes) break;
        kept.delete(id);
        bytes -= sizeOf(old);
      }
      const id = randomId();
      kept.set(id, json);
      bytes += size;
      return id;
    },
    get: (id) => kept.get(id),
  };
}

function sizeOf(json: string): number {
  return json.length * 2;
}

/** 128 random bits in hexadecimal, so that a model copies it without mistakes of case. */
function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
