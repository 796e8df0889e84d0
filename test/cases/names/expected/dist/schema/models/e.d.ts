export interface ErrorModel {
  message: string;
}
