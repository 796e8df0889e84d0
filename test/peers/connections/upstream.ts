import { createServer } from "node:http";

/** Stands for the API of any document, and for its token URL. */
export interface Upstream {
  readonly url: string;
  /** What requests carried, with the credentials of HTTP Basic in clear. */
  readonly seen: string[];
  close(): Promise<void>;
}

export async function startUpstream(): Promise<Upstream> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const client = Buffer.from(basic, "base64").toString();
    seen.push(`${request.url} ${JSON.stringify(request.headers)} ${client}`);
    response.setHeader("content-type", "application/json");
    response.end('{ "access_token": "given", "token_type": "Bearer", "expires_in": 60 }');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("It has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
