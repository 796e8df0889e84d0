// Hooks of Node's module loader: `cloudflare:workers` is the file beside this one.

/** @type {import("node:module").ResolveHook} */
export function resolve(specifier, context, next) {
  if (specifier !== "cloudflare:workers") return next(specifier, context);
  return { url: new URL("cloudflare-workers.mjs", import.meta.url).href, shortCircuit: true };
}
