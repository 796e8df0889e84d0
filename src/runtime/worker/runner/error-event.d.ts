// An event of the platform's global scope that @cloudflare/workers-types leaves out: something was thrown that nothing could catch.
declare function addEventListener(type: "error", handler: (event: ErrorEvent) => void): void;
