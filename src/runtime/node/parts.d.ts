/** Filled in by our build: the versions of what the bundles hold. */
declare module "codemode:parts" {
  const parts: {
    readonly compiler: string;
    /** Of QuickJS-NG. */
    readonly engine: string;
    /** Of quickjs-wasi. */
    readonly engineBinding: string;
    /** Of the MCP SDK. */
    readonly sdk: string;
    /** Of the Model Context Protocol, newest first. */
    readonly revisions: readonly string[];
  };
  export default parts;
}
