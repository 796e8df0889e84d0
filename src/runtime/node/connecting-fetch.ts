import { ConfigurationError } from "../client/errors.js";
import type * as connection from "./connection.js";

/** What the bundle `connection.js` exports. */
interface ConnectionBundle {
  readonly createConnection: typeof connection.createConnection;
}

/**
 * A `fetch` over connections with the settings. The bundle that makes them is loaded, and the files are read, for the first request;
 * settings that do not work reject each one with a `ConfigurationError`.
 */
export function connectingFetch(
  bundle: URL,
  settings: connection.ConnectionSettings,
): typeof fetch {
  let opened: Promise<connection.Connection> | undefined;
  return async (input, init) => {
    opened ??= open(bundle, settings);
    const made = await opened;
    if (made.kind === "wrong") throw new ConfigurationError(made.message);
    return made.fetch(input, init);
  };
}

async function open(
  bundle: URL,
  settings: connection.ConnectionSettings,
): Promise<connection.Connection> {
  const { createConnection }: ConnectionBundle = await import(bundle.href);
  return createConnection(settings);
}
