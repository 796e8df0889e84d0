/** An API whose README is tried, and what a request must carry when every variable is set to `value-of-<variable>`. */
export interface Subject {
  readonly name: string;
  readonly document: object;
  readonly package: string;
  /** What clients call the server. */
  readonly server: string;
  /** What names of variables begin with. */
  readonly prefix: string;
  /** In the order of the README. */
  readonly variables: readonly string[];
  /** Those among them without which the server is of use too. */
  readonly optional: readonly string[];
  /** Calls the only operation. */
  readonly snippet: string;
  readonly carries: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** One operation, `items.list`, under the security that is given. */
function documentOf(title: string, security: Fields, servers?: readonly string[]): object {
  return {
    openapi: "3.1.0",
    info: { title, version: "1.0.0" },
    servers: (servers ?? ["https://api.example"]).map((url) => ({ url })),
    paths: {
      "/items": {
        get: { operationId: "listItems", tags: ["items"], responses: { 200: { description: "" } } },
      },
    },
    ...security,
  };
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: as a document might have it
const NASTY = "x`$(touch pwned)`'\"; exit 1 #\n```\n### Codex\n${HOME} ${input:other} \u202e]";
/** What variables for it begin with. */
const HARMLESS = "X_X_TOUCH_PWNED_EXIT_1_CODEX_HOME_INPUT_OTHER";

export const SUBJECTS: readonly Subject[] = [
  {
    name: "no variable",
    document: documentOf("Open Data", { security: [{}] }),
    package: "open-data-codemode",
    server: "open-data",
    prefix: "OPEN_DATA",
    variables: [],
    optional: [],
    snippet: "await openData.items.list()",
    carries: [],
  },
  {
    name: "a token that its document does not mention",
    document: documentOf("Weather", {}),
    package: "weather-codemode",
    server: "weather",
    prefix: "WEATHER",
    variables: ["WEATHER_TOKEN"],
    optional: ["WEATHER_TOKEN"],
    snippet: "await weather.items.list()",
    carries: ["Bearer value-of-WEATHER_TOKEN"],
  },
  {
    name: "a token",
    document: documentOf("Library", {
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    }),
    package: "library-codemode",
    server: "library",
    prefix: "LIBRARY",
    variables: ["LIBRARY_TOKEN"],
    optional: [],
    snippet: "await library.items.list()",
    carries: ["Bearer value-of-LIBRARY_TOKEN"],
  },
  {
    name: "two keys together, and no base URL",
    document: documentOf(
      "Shop",
      {
        components: {
          securitySchemes: {
            key: { type: "apiKey", in: "header", name: "X-Key" },
            app: { type: "apiKey", in: "query", name: "app" },
          },
        },
        security: [{ key: [], app: [] }],
      },
      ["/v1"],
    ),
    package: "shop-codemode",
    server: "shop",
    prefix: "SHOP",
    variables: ["SHOP_BASE_URL", "SHOP_KEY", "SHOP_APP"],
    optional: [],
    snippet: "await shop.items.list()",
    carries: ["value-of-SHOP_KEY", "app=value-of-SHOP_APP"],
  },
  {
    name: "an OAuth client, and a name that Claude Code keeps for itself",
    document: documentOf("Workspace", {
      components: {
        securitySchemes: {
          oauth: {
            type: "oauth2",
            flows: { clientCredentials: { tokenUrl: "https://auth.example/token", scopes: {} } },
          },
        },
      },
      security: [{ oauth: [] }],
    }),
    package: "workspace-codemode",
    server: "workspace-api",
    prefix: "WORKSPACE",
    variables: ["WORKSPACE_CLIENT_ID", "WORKSPACE_CLIENT_SECRET"],
    optional: [],
    snippet: "await workspace.items.list()",
    carries: ["value-of-WORKSPACE_CLIENT_ID:value-of-WORKSPACE_CLIENT_SECRET"],
  },
  {
    name: "hostile names",
    document: documentOf(
      NASTY,
      {
        components: {
          securitySchemes: {
            [`${NASTY}1`]: { type: "apiKey", in: "header", name: "X-First", description: NASTY },
            [`${NASTY}2`]: { type: "apiKey", in: "header", name: "X-Second", description: NASTY },
          },
        },
        security: [{ [`${NASTY}1`]: [], [`${NASTY}2`]: [] }],
      },
      [`/${NASTY}`],
    ),
    package: "x-codemode",
    server: "x",
    prefix: "X",
    variables: ["X_BASE_URL", `${HARMLESS}_1`, `${HARMLESS}_2`],
    optional: [],
    snippet: "await x.items.list()",
    carries: [`value-of-${HARMLESS}_1`, `value-of-${HARMLESS}_2`],
  },
];
