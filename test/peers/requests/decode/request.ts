import type { Members, Route } from "../document.js";
import { decodeBody } from "./body.js";
import { decodeCookies } from "./cookie.js";
import { type Declared, type DeclaredContent, declaredOperation, type Place } from "./declared.js";
import { decodeHeaders, type HeaderField } from "./header.js";
import { isOfRange, isSameMediaType, readingOf } from "./media-type.js";
import { decodePath, matchTemplate } from "./path.js";
import { splitTarget } from "./percent.js";
import { decodeQuery } from "./query.js";
import { type Router, routerOf, templateOf } from "./route.js";
import { type SchemaReader, schemaReader } from "./schema.js";
import { WireError } from "./wire-error.js";

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  /** RFC 9112 §3.2: undecoded. */
  readonly target: string;
  readonly headers: readonly HeaderField[];
  readonly body: Uint8Array;
}

/** The arguments of a request, as the document names and places them. */
export interface DecodedRequest {
  readonly parameters: readonly {
    readonly in: Place;
    readonly name: string;
    readonly value: unknown;
  }[];
  readonly body: { readonly mediaType: string; readonly value: unknown } | undefined;
  /** All routes that the request may be of; more than one only where the document has a path twice. */
  readonly routes: readonly Route[];
}

/** A reader of requests to an API, from its original document alone. */
export interface Decoder {
  /** What was sent to `route`. Throws `WireError` for a request that is not of the route, or holds what the document does not declare. */
  decode(route: Route, request: WireRequest): Promise<DecodedRequest>;
}

export function decoderOf(document: Members, basePath: string): Decoder {
  const schemas = schemaReader(document);
  const router = routerOf(document);
  return {
    async decode(route, request) {
      const { parameters, contents } = declaredOperation(document, route.path, route.method);
      const { routes, texts, query } = routed(router, basePath, route, request);
      const at = (place: Place) => parameters.filter((one) => one.in === place);
      const { fixedQuery } = templateOf(route);
      const values: readonly (readonly [Place, ReadonlyMap<string, unknown>])[] = [
        ["path", pathValues(at("path"), texts, schemas)],
        ["query", decodeQuery(at("query"), query, fixedQuery, schemas)],
        ["header", decodeHeaders(at("header"), request.headers, schemas)],
        ["cookie", decodeCookies(at("cookie"), request.headers, schemas)],
      ];
      return {
        parameters: values.flatMap(([place, found]) =>
          [...found].map(([name, value]) => ({ in: place, name, value })),
        ),
        body: await bodyOf(contents, request, schemas),
        routes,
      };
    },
  };
}

function routed(router: Router, basePath: string, route: Route, { method, target }: WireRequest) {
  const { path, query } = splitTarget(target);
  if (!path.startsWith(`${basePath}/`)) throw new WireError(`${path} is not under ${basePath}`);
  const own = path.slice(basePath.length);
  const routes = router(method, own, query);
  const isOwn = routes.some((one) => one.path === route.path && one.method === route.method);
  const texts = matchTemplate(templateOf(route).path, own);
  if (!isOwn || texts === undefined) {
    const found = routes.map((one) => `${one.method} ${one.path}`).join(", ");
    throw new WireError(`${method} ${own} is of ${found || "no operation"}`);
  }
  return { routes, texts, query };
}

function pathValues(
  parameters: readonly Declared[],
  texts: ReadonlyMap<string, string>,
  schemas: SchemaReader,
): ReadonlyMap<string, unknown> {
  return new Map(
    parameters.flatMap((parameter) => {
      const text = texts.get(parameter.name);
      return text === undefined ? [] : [[parameter.name, decodePath(parameter, text, schemas)]];
    }),
  );
}

async function bodyOf(
  contents: readonly DeclaredContent[],
  { headers, body }: WireRequest,
  schemas: SchemaReader,
): Promise<DecodedRequest["body"]> {
  const types = headers.filter(([name]) => name.toLowerCase() === "content-type");
  const [type, ...others] = types.map(([, value]) => value);
  if (type === undefined) {
    if (body.length > 0) throw new WireError("a body without a content type");
    return undefined;
  }
  if (others.length > 0) throw new WireError("the header content-type stands more than once");
  const content = contentOf(contents, type);
  if (content === undefined) throw new WireError(`the operation takes no ${type}`);
  const isRange = content.mediaType.includes("*");
  const mediaType = isRange ? type : content.mediaType;
  return { mediaType, value: await decodeBody(content, type, body, schemas) };
}

/** The media type itself before a range of it (OAS 3.1 §4.8.14: "the most specific key"). */
function contentOf(
  contents: readonly DeclaredContent[],
  type: string,
): DeclaredContent | undefined {
  const isMultipart = readingOf(type) === "multipart";
  return (
    contents.find(({ mediaType }) => isSameMediaType(mediaType, type)) ??
    contents.find(({ mediaType }) => isMultipart && readingOf(mediaType) === "multipart") ??
    contents.find(({ mediaType }) => mediaType.includes("*") && isOfRange(type, mediaType))
  );
}
