// The part of the WebAssembly JavaScript interface that the executor touches; @types/node does not declare it.
declare namespace WebAssembly {
  class Module {
    private constructor();
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
