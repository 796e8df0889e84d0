// The components of every generated package, as CycloneDX 1.6 has them: what our bundles contain.
import { readFile } from "node:fs/promises";
import { quickjsWasm } from "./bundle-sandbox.mjs";
import { bundledPackages } from "./bundled-packages.mjs";
import { engineVersion } from "./engine-version.mjs";

const REGISTRY = "https://registry.npmjs.org";

/** Text of `components.json`: a list of CycloneDX components, from which a compilation makes the bill of materials of a package. */
export async function components(metafiles, { root, also }) {
  const lock = JSON.parse(await readFile(`${root}package-lock.json`, "utf8"));
  const packages = await bundledPackages(metafiles, { root, also });
  const list = [
    ...packages.map(({ folder, manifest }) =>
      packageComponent(manifest, lock.packages[folder]?.integrity),
    ),
    await engineComponent(),
    VOCABULARY,
  ];
  list.sort((a, b) => (a["bom-ref"] < b["bom-ref"] ? -1 : 1));
  return `${JSON.stringify(list, undefined, 2)}\n`;
}

function packageComponent({ name, version, license }, integrity) {
  const [scope, base] = name.startsWith("@") ? name.split("/") : [undefined, name];
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return {
    type: "library",
    "bom-ref": purl,
    ...(scope !== undefined && { group: scope }),
    name: base,
    version,
    licenses: [{ license: { id: license } }],
    purl,
    externalReferences: [
      {
        type: "distribution",
        url: `${REGISTRY}/${name}/-/${base}-${version}.tgz`,
        ...(integrity !== undefined && { hashes: [hashOf(name, integrity)] }),
      },
    ],
  };
}

/** `sha512-` and base64 (Subresource Integrity) is of the archive that the registry has. */
function hashOf(name, integrity) {
  const [algorithm, digest] = integrity.split("-");
  if (algorithm !== "sha512") throw new Error(`${name} is locked with ${algorithm}, not SHA-512`);
  return { alg: "SHA-512", content: Buffer.from(digest, "base64").toString("hex") };
}

/** The engine that quickjs-wasi is compiled from. */
async function engineComponent() {
  const version = await engineVersion(quickjsWasm);
  const purl = `pkg:github/quickjs-ng/quickjs@v${version}`;
  return {
    type: "library",
    "bom-ref": purl,
    group: "quickjs-ng",
    name: "quickjs",
    version,
    licenses: [{ license: { id: "MIT" } }],
    purl,
  };
}

/** The data of `licences/tiktoken.txt`. */
const VOCABULARY = {
  type: "data",
  "bom-ref": "pkg:generic/tiktoken#o200k_base",
  group: "openai",
  name: "tiktoken",
  description: "The beginning of the vocabulary o200k_base",
  licenses: [{ license: { id: "MIT" } }],
};
