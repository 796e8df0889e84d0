/** @inexpressible */
export type Pool = unknown;
