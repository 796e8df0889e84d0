export interface PromiseModel {
  kept?: boolean;
}
