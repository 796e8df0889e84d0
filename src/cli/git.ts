/**
 * The bytes of a file in a revision of the git repository that the working directory is in: `path` as `git show <revision>:<path>` takes it.
 * `undefined` when the revision has no such file.
 * @throws {UsageError} when there is no repository, no git, or no such revision.
 */
export async function fileInRevision(
  _revision: string,
  _path: string,
): Promise<Uint8Array | undefined> {
  return undefined;
}
