// The engine's WebAssembly, as a Worker imports it: compiled.
declare module "*/quickjs.wasm" {
  const engine: WebAssembly.Module;
  export default engine;
}
