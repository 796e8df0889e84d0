/** A path that must not be written: it would leave the output folder, or means another file on another system. */
export class UnsafePath extends Error {
  override readonly name = "UnsafePath";
  readonly path: string;

  constructor(path: string, why: string) {
    super(`${JSON.stringify(path)} is no safe path for an output file: ${why}`);
    this.path = path;
  }
}

/** Names that Windows gives to devices, in any case and with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
/** What Windows forbids in a name (`\` among it), and controls and format characters, which a listing would hide. */
const FORBIDDEN = /[<>:"|?*\\\p{Cc}\p{Cf}]/u;
const SEGMENT_BYTES = 255;

/**
 * Throws `UnsafePath` unless every path is relative, with `/`, inside its folder on any system, in Unicode NFC,
 * and no two of them are the same file where case is ignored, or one file and folder at once.
 */
export function assertSafePaths(paths: Iterable<string>): void {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const path of paths) {
    assertSafePath(path);
    const key = path.toLowerCase();
    const same = files.get(key) ?? folders.get(key);
    if (same !== undefined) throw new UnsafePath(path, `${JSON.stringify(same)} is the same file`);
    files.set(key, path);
    for (const folder of parents(path)) {
      const folderKey = folder.toLowerCase();
      const known = folders.get(folderKey);
      if (files.has(folderKey) || (known !== undefined && known !== folder)) {
        throw new UnsafePath(path, `another file is in the way of its folder ${folder}`);
      }
      folders.set(folderKey, folder);
    }
  }
}

/** Throws `UnsafePath` for a path that is unsafe on its own. */
export function assertSafePath(path: string): void {
  if (path === "") throw new UnsafePath(path, "it is empty");
  if (path.normalize("NFC") !== path) throw new UnsafePath(path, "it is not in Unicode NFC");
  for (const segment of path.split("/")) {
    const fault = faultOf(segment);
    if (fault !== undefined) throw new UnsafePath(path, fault);
  }
}

/** The folders above a path, the outermost first: `a/b/c.ts` gives `a`, `a/b`. */
export function parents(path: string): readonly string[] {
  const segments = path.split("/");
  return segments.slice(0, -1).map((_, at) => segments.slice(0, at + 1).join("/"));
}

function faultOf(segment: string): string | undefined {
  if (segment === "") return "a segment is empty";
  if (segment === "." || segment === "..") return `it holds ${segment}`;
  if (FORBIDDEN.test(segment)) return "a character is not allowed in file names everywhere";
  if (RESERVED.test(segment)) return `${segment} is a device on Windows`;
  if (/[. ]$/.test(segment)) return "a segment ends with a dot or a space";
  if (Buffer.byteLength(segment) > SEGMENT_BYTES) return "a segment is longer than 255 bytes";
  return undefined;
}
