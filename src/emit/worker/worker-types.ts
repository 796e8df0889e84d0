import type { Api } from "../../runtime/api/api.js";
import type { Emitter } from "../emitter.js";
import { docBlock } from "../ts/doc-block.js";

/** The type of the binding: `GithubBinding`. */
export function bindingName({ typeName }: Pick<Api, "typeName">): string {
  return `${typeName}Binding`;
}

/** What another Worker knows of the one in this package, when it is bound to it. */
export const emitWorkerTypes: Emitter = ({ api }) => {
  const { typeName } = api;
  const binding = bindingName(api);
  const about = docBlock(
    `${api.title}, for a Worker that is bound to the one of this package.`,
    [],
  );
  return [
    {
      path: "worker.d.ts",
      content: `import type { ${typeName} } from "./dist/schema/index.js";

export type * from "./dist/schema/index.js";

${about.join("\n")}
export type ${binding} = {
  readonly [Namespace in keyof ${typeName}]: ${typeName}[Namespace];
} & {
  /** The same as the member of this name. */
  namespace<Name extends keyof ${typeName}>(name: Name): ${typeName}[Name];
};
`,
    },
  ];
};
