// The licences of the packages that bundles contain.
import { readdir, readFile } from "node:fs/promises";
import { bundledPackages } from "./bundled-packages.mjs";

const LICENCE = /^(licen[cs]e|copying|notice)(\.|$)/i;

/** Data that our own sources hold, with its licence: files of `scripts/licences`. */
const DATA = ["tiktoken.txt"];

/** Text of THIRD-PARTY-NOTICES: every package that an input of `metafiles` comes from, and those in `also`, in order of name; then the data. */
export async function notices(metafiles, { root, also }) {
  const packages = await bundledPackages(metafiles, { root, also });
  const sections = [];
  for (const { folder, manifest } of packages) {
    sections.push(await section(`${root}${folder}`, manifest));
  }
  for (const file of DATA) {
    sections.push((await readFile(`${root}scripts/licences/${file}`, "utf8")).trim());
  }
  return [
    "This package contains code and data of the following projects, each under its own licence.",
    ...sections,
    "",
  ]
    .join(`\n\n${"-".repeat(80)}\n\n`)
    .trimEnd()
    .concat("\n");
}

async function section(folder, { name, version, license }) {
  const files = (await readdir(folder)).filter((file) => LICENCE.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} has no licence file: its text must be supplied`);
  const texts = await Promise.all(files.map((file) => readFile(`${folder}/${file}`, "utf8")));
  return [
    `${name} ${version} (${license})`,
    ...texts.map((text) => text.replaceAll("\r\n", "\n").trim()),
  ].join("\n\n");
}
