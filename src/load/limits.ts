/** What a document may cost before it is refused. Real documents stay far below: they nest about 40 levels deep at most. */
export const MAXIMUM = {
  /** Bytes of a file. */
  bytes: 256 * 1024 * 1024,
  /** Levels of objects and arrays inside each other; the stages after this one may recurse as deep. */
  levels: 500,
  /** Values that the text has, about: a document of 1,200 operations and 13 MB has 0.8 million, one of 22,000 operations 4 million. */
  values: 8_000_000,
  /** Values that YAML aliases may add when they are written out; a hundred characters of text count as one. */
  aliasValues: 1_000_000,
  /** Keys that YAML merge keys (`<<`) may copy. */
  mergedKeys: 100_000,
  /** Files that one document may be made of: the largest known has 2,907. */
  files: 20_000,
  /** Files that are read at the same time. */
  concurrentReads: 32,
  /** Files of a git revision that are read at the same time: a process each. */
  concurrentRevisionReads: 8,
  /** URLs that are fetched at the same time. */
  concurrentFetches: 6,
  /** Redirects of one URL. */
  redirects: 5,
  /** From the request to the last byte. */
  fetchMilliseconds: 30_000,
  /** Duplicate keys that are reported one by one. */
  reportedDuplicates: 100,
} as const;
