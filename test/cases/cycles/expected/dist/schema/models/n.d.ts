export type Nested = string | Nested[];
