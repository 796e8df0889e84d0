import { ConfigurationError } from "../client/errors.js";
import type { ConnectionSettings } from "../service/connection-settings.js";
import type * as connection from "./connection.js";
import { PRIVATE_ADDRESS } from "./private-address.js";
import type { Reach } from "./reach.js";

/** What the bundle `connection.js` exports. */
interface ConnectionBundle {
  readonly createConnection: typeof connection.createConnection;
}

/**
 * A `fetch` over connections with the settings, which reach private addresses only at origins that the operator named. The bundle that makes
 * them is loaded, and the files are read, for the first request; settings that do not work, and a refused address, reject with a `ConfigurationError`.
 */
export function connectingFetch(
  bundle: URL,
  settings: ConnectionSettings,
  reach: Reach,
): typeof fetch {
  let opened: Promise<connection.Connection> | undefined;
  return async (input, init) => {
    opened ??= open(bundle, settings, reach);
    const made = await opened;
    if (made.kind === "wrong") throw new ConfigurationError(made.message);
    try {
      return await made.fetch(input, init);
    } catch (error) {
      if (codeOfCause(error) !== PRIVATE_ADDRESS) throw error;
      const { host } = new URL(input instanceof Request ? input.url : input);
      throw new ConfigurationError(refusal(host, reach));
    }
  };
}

async function open(
  bundle: URL,
  settings: ConnectionSettings,
  reach: Reach,
): Promise<connection.Connection> {
  const { createConnection }: ConnectionBundle = await import(bundle.href);
  return createConnection(settings, reach);
}

/** The code of what `fetch` gives as the cause: the bundle has classes of its own. */
function codeOfCause(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  return typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
}

function refusal(host: string, { variables }: Reach): string {
  return `${host}, which the API's document or the API named, is at a private address, where requests go only if the operator names it (${variables.join(" or ")})`;
}
