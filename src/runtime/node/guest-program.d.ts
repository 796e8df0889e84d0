/** The guest program of the sandbox as text; our build puts it in. */
declare module "codemode:guest" {
  const guest: string;
  export default guest;
}
