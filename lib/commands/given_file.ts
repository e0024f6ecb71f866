import { type Host } from "../host/host.ts";

/**
 * Refuses a path that is a folder, with that sentence: where no file is found it would be taken for an id
 * or for words.
 *
 * @throws {Error} When it is one.
 */
export async function refuseFolder(path: string, host: Host): Promise<void> {
  if (await isFile(path, host)) return;
  try {
    await host.files.readText(path);
  } catch (error) {
    const why = error instanceof Error ? error.cause : undefined;
    if (why instanceof Error && why.name === "IsADirectory") throw error;
  }
}

/**
 * The text in the file of that path or, where there is none, the words themselves. A single word is a
 * mistyped path rather than words.
 *
 * @throws {Error} When it is a folder, or one word that names no file.
 */
export async function fileOrWords(given: string, flag: string, host: Host): Promise<string> {
  await refuseFolder(given, host);
  if (await isFile(given, host)) return await host.files.readText(given);
  if (/\s/.test(given)) return given;
  throw new Error(`Cannot use ${flag} "${given}": there is no such file, and it is one word only`);
}

/** Whether there is such a file; a text too long for a path names none. */
async function isFile(path: string, { files }: Host): Promise<boolean> {
  try {
    return await files.isFile(path);
  } catch {
    return false;
  }
}
