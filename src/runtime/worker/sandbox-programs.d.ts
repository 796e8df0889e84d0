// Programs of the sandbox as text; our build puts them in.

declare module "codemode:guest" {
  const guest: string;
  export default guest;
}

declare module "codemode:runner" {
  const runner: string;
  export default runner;
}
