import { isOrigin } from "../http/cross-origin.js";

/** Where and how a server listens for HTTP. */
export interface HttpSettings {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly allowHosts: readonly string[];
  readonly allowOrigins: readonly string[];
  readonly proxy: "none" | "trusted";
  /** PEM files; without them the server speaks plain HTTP. */
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string };
}

interface HttpOption {
  readonly flag: string;
  readonly text: string;
  /** It may be given several times. */
  readonly several: boolean;
}

export const HTTP_OPTIONS: readonly HttpOption[] = [
  {
    flag: "--http <[host:]port>",
    text: "serve streamable HTTP at /mcp instead; on 127.0.0.1, or another address, which needs a token",
    several: false,
  },
  {
    flag: "--allow-host <name>",
    text: "take requests to this host name; may be given several times",
    several: true,
  },
  {
    flag: "--allow-origin <origin>",
    text: "take requests of web pages from there (https://app.example.com); may be given several times",
    several: true,
  },
  {
    flag: "--trust-proxy",
    text: "believe X-Forwarded-Proto, which a proxy in front sets",
    several: false,
  },
  {
    flag: "--tls-cert <file>",
    text: "speak HTTPS: a PEM file with the certificate and its chain",
    several: false,
  },
  { flag: "--tls-key <file>", text: "its private key: a PEM file", several: false },
];

/** As `parseArgs` of `node:util` takes them. */
export const HTTP_PARSED = {
  http: { type: "string" },
  "allow-host": { type: "string", multiple: true },
  "allow-origin": { type: "string", multiple: true },
  "trust-proxy": { type: "boolean" },
  "tls-cert": { type: "string" },
  "tls-key": { type: "string" },
} as const;

/** The values of these options, by their names. */
export interface HttpValues {
  readonly http?: string | undefined;
  readonly "allow-host"?: readonly string[] | undefined;
  readonly "allow-origin"?: readonly string[] | undefined;
  readonly "trust-proxy"?: boolean | undefined;
  readonly "tls-cert"?: string | undefined;
  readonly "tls-key"?: string | undefined;
}

/** What the options say; `undefined` without `--http`; a sentence about what is wrong with them. */
export function readHttp(values: HttpValues): HttpSettings | string | undefined {
  const { http, "tls-cert": certificateFile, "tls-key": keyFile } = values;
  if (http === undefined) {
    const alone = Object.keys(HTTP_PARSED).find(
      (name) => name in values && Reflect.get(values, name) !== undefined,
    );
    return alone === undefined ? undefined : `--${alone} is for servers with --http`;
  }
  const address = /^(?:(?<host>\[[0-9a-fA-F:.%]+\]|[^:[\]\s/]+):)?(?<port>\d{1,5})$/.exec(http);
  const port = Number(address?.groups?.["port"]);
  if (address === null || port > 65_535) {
    return `--http takes a port, or a host and a port (127.0.0.1:8080, [::1]:8080), not ${JSON.stringify(http)}`;
  }
  const host = address.groups?.["host"] ?? "127.0.0.1";
  const allowHosts = (values["allow-host"] ?? []).map((name) => name.toLowerCase());
  const wrongHost = allowHosts.find((name) => !isHostName(name));
  if (wrongHost !== undefined) {
    return `--allow-host takes a host name without a port (mcp.example.com), not ${JSON.stringify(wrongHost)}`;
  }
  const allowOrigins = values["allow-origin"] ?? [];
  const wrongOrigin = allowOrigins.find((origin) => !isOrigin(origin));
  if (wrongOrigin !== undefined) {
    return `--allow-origin takes an origin (https://app.example.com), not ${JSON.stringify(wrongOrigin)}`;
  }
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    return "--tls-cert and --tls-key go together";
  }
  return {
    host: host.replace(/^\[(.*)\]$/, "$1"),
    port,
    allowHosts,
    allowOrigins,
    proxy: values["trust-proxy"] ? "trusted" : "none",
    ...(certificateFile !== undefined &&
      keyFile !== undefined && { tls: { certificateFile, keyFile } }),
  };
}

function isHostName(name: string): boolean {
  if (!/^(?:\[[0-9a-f:]+\]|[a-z0-9._-]+)$/.test(name)) return false;
  return URL.canParse(`http://${name}`) && new URL(`http://${name}`).host === name;
}
