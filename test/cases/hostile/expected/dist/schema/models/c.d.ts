export interface Constructor {
  hasOwnProperty: boolean;
  /** @default "*\/" */
  "*/"?: string;
}
