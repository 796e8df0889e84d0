export interface RecordModel {
  values?: string[];
}

export interface Repos {
  /** @integer */
  count?: number;
}
