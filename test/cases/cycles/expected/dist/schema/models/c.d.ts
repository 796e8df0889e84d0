export interface Condition {
  kind: "condition";
  field: string;
}
