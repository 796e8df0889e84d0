/** What is worth saying of a run though nothing failed. */
export interface Notes {
  /** Keeps a sentence, unless it is there already or there are enough. */
  add(sentence: string): void;
  all(): readonly string[];
}

const MOST_NOTES = 3;

/** The notes of one run: the first few. */
export function createNotes(): Notes {
  const kept = new Set<string>();
  return {
    add(sentence) {
      if (kept.size < MOST_NOTES) kept.add(sentence);
    },
    all: () => [...kept],
  };
}
