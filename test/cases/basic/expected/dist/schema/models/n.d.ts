import type { Genre } from "./g.js";
import type { Money } from "./m.js";

/** What a new book is made of. */
export interface NewBook {
  /**
   * @minLength 1
   * @maxLength 200
   */
  title: string;
  genre?: Genre;
  price?: Money;
  subtitle?: string | null;
}
