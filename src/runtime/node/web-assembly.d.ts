// The part of the WebAssembly JavaScript interface that the executor touches; @types/node does not declare it.
declare namespace WebAssembly {
  type Module = {};
  function compile(bytes: Uint8Array): Promise<Module>;
}
