import type { EmitInput, OutputFile } from "../emitter.js";

/** What the bundles contain, as CycloneDX 1.6 has it; made with them, and not looked into here. */
export type Component = { readonly "bom-ref": string } & { readonly [field: string]: unknown };

/** What npm reads as "no licence is granted". */
const NO_LICENSE = "UNLICENSED";

/**
 * The bill of materials of the package, CycloneDX 1.6 as JSON: what its bundles contain, each as the package of npm that it was. It has neither
 * time nor serial number: the same package has the same bytes.
 */
export function emitSbom(
  { package: facts }: EmitInput,
  components: readonly Component[],
): OutputFile {
  const purl = npmPurl(facts.name, facts.version);
  const document = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      lifecycles: [{ phase: "build" }],
      tools: {
        components: [{ type: "application", name: "codemode", version: facts.compilerVersion }],
      },
      component: {
        type: "application",
        "bom-ref": purl,
        ...npmName(facts.name),
        version: facts.version,
        ...(facts.license !== NO_LICENSE && { licenses: [{ expression: facts.license }] }),
        purl,
      },
    },
    components,
    dependencies: [
      { ref: purl, dependsOn: components.map((component) => component["bom-ref"]) },
      ...components.map((component) => ({ ref: component["bom-ref"] })),
    ],
  };
  return { path: "sbom.cdx.json", content: `${JSON.stringify(document, undefined, 2)}\n` };
}

function npmName(name: string): { readonly group?: string; readonly name: string } {
  const slash = name.indexOf("/");
  return slash < 0 ? { name } : { group: name.slice(0, slash), name: name.slice(slash + 1) };
}

/** A package URL (purl-spec, type npm): `pkg:npm/%40acme/github@1.0.0`. */
function npmPurl(name: string, version: string): string {
  const path = name.split("/").map(encodeURIComponent).join("/");
  return `pkg:npm/${path}@${encodeURIComponent(version)}`;
}
