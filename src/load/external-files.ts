/**
 * The key of the root under which other files lie, by name: an extension (OAS 3.1 §4.9), so that no part of the document can
 * have it. Types are named after what follows it.
 */
export const EXTERNAL_FILES = "x-codemode-files";
