export interface _123 {
  class?: string;
  delete?: string;
}
