import { join } from "node:path";
import { type InputError, loadPack, type Pack } from "../../mod.ts";

/** A folder of its own with these files in it; it is gone when the test ends. */
export async function folderOf(
  files: Readonly<Record<string, string>>,
): Promise<AsyncDisposable & { path(name: string): string }> {
  const folder = await Deno.makeTempDir({ prefix: "quorum-test-" });
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(join(folder, name), text);
  }
  return {
    path: (name) => join(folder, name),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** Each issue of a refused input as `line path`, or `path` where no line is known. */
export function places({ issues }: InputError): string[] {
  return issues.map(({ path, line }) => line === undefined ? path : `${line} ${path}`);
}

/** The names of a pack's people, in order. */
export function names(pack: Pack): (string | undefined)[] {
  return pack.personas.map(({ name }) => name);
}

/** The packs that ship with the toolkit, whatever the user has saved under their ids. */
export async function bundledPacks(): Promise<Pack[]> {
  const folder = new URL("../../fixtures/packs/", import.meta.url);
  const files = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  return Promise.all(files.map((name) => loadPack(new URL(name, folder).pathname)));
}
