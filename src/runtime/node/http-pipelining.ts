import type { RequestListener } from "node:http";
import type { Socket } from "node:net";

/** Requests of one connection that are not answered yet. HTTP lets a client send ahead (RFC 9112 §9.3.2), which clients of MCP do not do. */
const MOST_AHEAD = 8;

/**
 * Hands requests on, and ends a connection that sends many ahead of their answers: Node reads them as fast as they come, and each would
 * take memory until its turn.
 */
export function refuseFlood(listener: RequestListener): RequestListener {
  const open = new WeakMap<Socket, number>();
  return (incoming, outgoing) => {
    const { socket } = incoming;
    const count = (open.get(socket) ?? 0) + 1;
    if (count > MOST_AHEAD) {
      socket.destroy();
      return;
    }
    open.set(socket, count);
    outgoing.once("close", () => open.set(socket, (open.get(socket) ?? 1) - 1));
    listener(incoming, outgoing);
  };
}
