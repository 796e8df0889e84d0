/**
 * Starts one request in each iteration of the event loop. Node accepts one connection in an iteration: if all requests that are ready were
 * started in it, a new connection, of a health check perhaps, would wait for all others as often as there are connections before it.
 */
export function oneAnIteration(): (start: () => void) => void {
  const waiting: (() => void)[] = [];
  let scheduled = false;
  const next = () => {
    const start = waiting.shift();
    scheduled = waiting.length > 0;
    if (scheduled) setImmediate(next);
    start?.();
  };
  return (start) => {
    waiting.push(start);
    if (scheduled) return;
    scheduled = true;
    setImmediate(next);
  };
}
