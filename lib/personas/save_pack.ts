import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { canonical } from "../schema/canonical.ts";
import { readDocument } from "../schema/document.ts";
import { withList } from "../schema/yaml_list.ts";
import { yamlLines } from "../schema/yaml_value.ts";
import { entryId } from "./calibration_entry.ts";
import { type Manifest, type Pack, parsePack } from "./pack.ts";

/**
 * Writes a pack to its file. Where the file is there, it must hold these people already, and only its list of
 * calibrations is changed: comments, order, quotes and line ends stay, byte for byte. Where it is not, a new one
 * is written. It is read again before it takes the place of the old one, in one step.
 *
 * @param options `host` is the world to write to. @default {this machine}
 * @throws {InputError} When the file that is there is no pack.
 * @throws {TypeError} When it holds other people, or is written so that nothing can be changed without
 * changing more.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { loadPack, savePack } from "../../mod.ts";
 *
 * const path = `${await Deno.makeTempDir()}/pack.yaml`;
 * await savePack(path, await loadPack("general-consumer"));
 * assert((await loadPack(path)).size === 15);
 * ```
 */
export async function savePack(
  path: string,
  pack: Pack,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<void> {
  const text = await host.files.isFile(path)
    ? await editedPack(await wholeText(path, host), path, pack)
    : await newFile(path, pack);
  await host.files.writeText(path, text);
}

/**
 * The text of a pack's file with the calibrations of a pack, and no other byte changed.
 *
 * @param file The path, for the sentences.
 * @throws {InputError} When the text is no pack.
 * @throws {TypeError} When it holds other people, or cannot be changed without changing more.
 */
export async function editedPack(text: string, file: string, pack: Pack): Promise<string> {
  const before = await readDocument(text, file, parsePack);
  if (restOf(before) !== restOf(pack)) {
    throw new TypeError(
      `Cannot write the calibration into "${file}": it holds another pack than the one that was measured`,
    );
  }
  const entries = pack.manifest.calibration ?? [];
  if (entries.length === 0 && before.manifest.calibration === undefined) return text;
  return await withList(text, file, { key: "calibration", entries, idOf: entryId });
}

/** The text of a file with all of its bytes: a mark of their order at its beginning too. */
export async function wholeText(path: string | URL, { files }: Host): Promise<string> {
  const text = await files.readText(path);
  if (path instanceof URL) return text;
  const [first, second, third] = await files.readBytes(path, 0, 3);
  return first === 0xEF && second === 0xBB && third === 0xBF ? `\uFEFF${text}` : text;
}

/** All of a pack but its calibrations. */
function restOf({ personas, manifest: { calibration: _, ...rest } }: Pack): string {
  return canonical({ ...rest, personas });
}

async function newFile(path: string, pack: Pack): Promise<string> {
  const { calibration: _, ...manifest } = pack.manifest;
  const head: Manifest = manifest;
  const lines = Object.values(head).some((value) => value !== undefined)
    ? [yamlLines({ ...head }, "\n")]
    : [];
  const people = pack.personas.map((persona) => `  - ${yamlLines(persona, "\n    ")}`);
  const text = `${[...lines, "personas:", ...people].join("\n")}\n`;
  return await editedPack(text, path, pack);
}
