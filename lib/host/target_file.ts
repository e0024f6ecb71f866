/** Whether what stands at a path takes what is written and keeps none of it: a device, a pipe or a socket. */
export function isStream(there: Deno.FileInfo | undefined): boolean {
  return there !== undefined && !there.isFile && !there.isDirectory;
}

/**
 * Refuses to take the place of a file that nobody may write to: a rename would, since it asks the folder alone.
 *
 * @throws {RangeError} When nobody may.
 */
export function refuseReadOnly(there: Deno.FileInfo | undefined): void {
  if (there?.isFile && typeof there.mode === "number" && (there.mode & 0o222) === 0) {
    throw new RangeError("it is read-only");
  }
}
