import { slug } from "../emit/slug.js";

/** The folder that `compile` writes a document's package to when nothing else is said: called after the API. */
export function outputFolder(apiName: string): string {
  return `${slug(apiName)}-codemode`;
}
