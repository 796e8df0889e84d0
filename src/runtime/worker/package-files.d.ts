// Files that lie beside the Worker in its package, as modules of it.

declare module "package:api.json" {
  const text: string;
  export default text;
}

declare module "package:index.json" {
  const text: string;
  export default text;
}

declare module "package:quickjs.wasm" {
  const engine: WebAssembly.Module;
  export default engine;
}
