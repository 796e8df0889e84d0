/** `templates/snippet/globals.d.ts.template` as text, with its holes; our build puts it in. */
declare module "codemode:snippet-globals" {
  const template: string;
  export default template;
}
