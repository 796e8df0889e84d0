/** Where the source of a package is, as its configuration says. */
export interface Repository {
  /** For a browser, and for `git clone`: `https://github.com/acme/github-codemode`. */
  readonly url: string;
  /** The services that the MCP registry knows; `undefined` for any other. */
  readonly source: "github" | "gitlab" | undefined;
  /** The first segment of the path: an account or a group. */
  readonly owner: string;
}

const SOURCES: { readonly [host: string]: Repository["source"] } = {
  "github.com": "github",
  "www.github.com": "github",
  "gitlab.com": "gitlab",
  "www.gitlab.com": "gitlab",
};

/** Reads an absolute URL; a `.git` or a slash at its end is left out. */
export function repositoryOf(text: string): Repository {
  const { origin, hostname, pathname } = new URL(text);
  const path = pathname.replace(/\/+$/, "").replace(/\.git$/, "");
  const source = Object.hasOwn(SOURCES, hostname) ? SOURCES[hostname] : undefined;
  return { url: `${origin}${path}`, source, owner: path.split("/")[1] ?? "" };
}
