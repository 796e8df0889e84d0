/** How a response left: all of it, or until nobody read on. */
export type Sent = "whole" | "aborted";

/** The response, which tells once when its body has been read or given up. */
export function whenSent(response: Response, told: (sent: Sent) => void): Response {
  if (response.body === null) {
    told("whole");
    return response;
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let ended = false;
  const end = (sent: Sent) => {
    if (ended) return;
    ended = true;
    told(sent);
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        end("whole");
        controller.close();
      } catch (error) {
        end("aborted");
        controller.error(error);
      }
    },
    async cancel(reason) {
      end("aborted");
      await reader.cancel(reason);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
