// Which packages of npm bundles are made of.
import { readFile } from "node:fs/promises";

/**
 * The folders, relative to `root` and in order of the packages' names, of every package that an input of `metafiles` comes from, and of
 * those that `also` names; each with its manifest.
 */
export async function bundledPackages(metafiles, { root, also }) {
  const folders = new Set(also.map((name) => `node_modules/${name}`));
  for (const { inputs } of metafiles) {
    for (const path of Object.keys(inputs)) {
      const folder = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+(?=\/)/.exec(
        path,
      )?.[0];
      if (folder !== undefined) folders.add(folder);
    }
  }
  const packages = [];
  for (const folder of folders) {
    const manifest = JSON.parse(await readFile(`${root}${folder}/package.json`, "utf8"));
    packages.push({ folder, manifest });
  }
  return packages.sort((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1));
}
