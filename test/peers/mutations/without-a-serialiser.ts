import { type Mutation, removed } from "./mutation.js";

/** The client without one of its serialisers: what it would write is nothing, or goes out as it came. */
export const WITHOUT_A_SERIALISER: readonly Mutation[] = [
  removed("client/serialise.ts", "serialisePath", '""'),
  removed("client/serialise.ts", "serialiseQuery", "[]"),
  removed("client/serialise.ts", "serialiseHeader", "undefined"),
  removed("client/serialise.ts", "serialiseCookie", "[]"),
  removed("client/serialise.ts", "formPairs", "[]"),
  removed("client/deep-object.ts", "deepPairs", "[]"),
  removed("client/parameter-text.ts", "pathText", '""'),
  removed("client/parameter-text.ts", "queryTexts", "[]"),
  removed("client/parameter-text.ts", "queryStringText", '""'),
  removed("client/parameter-text.ts", "cookieTexts", "[]"),
  removed("client/parameter-text.ts", "setHeader", "undefined"),
  removed("client/form.ts", "formText", '""'),
  removed("client/form.ts", "styledPairs", "[]"),
  removed(
    "client/multipart.ts",
    "multipart",
    '{ content: new Blob([]), contentType: "multipart/form-data" }',
  ),
  removed("client/body.ts", "encodeBody", '{ content: "", contentType: mediaType }'),
  removed("client/percent.ts", "percentEncode", "text"),
  removed("client/percent.ts", "percentEncodeReserved", "text"),
  removed("client/percent.ts", "percentEncodeLiteral", "text"),
  removed("client/percent.ts", "formEncode", "text"),
  removed("client/value-shape.ts", "jsonText", "String(value)"),
  removed("client/value-shape.ts", "textOf", "String(value)"),
];
