/** An amount of money. */
export interface Money {
  /** @pattern ^[0-9]+\.[0-9]{2}$ */
  amount: string;
  /**
   * @minLength 3
   * @maxLength 3
   */
  currency: string;
}
