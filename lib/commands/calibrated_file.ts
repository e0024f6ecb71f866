import { findFile } from "../host/library.ts";
import { type Host } from "../host/host.ts";
import { Pack, PACK_SHELF, parsePack } from "../personas/pack.ts";
import { editedPack, wholeText } from "../personas/save_pack.ts";
import { type CalibrationEntry, type PlannedEntry } from "../personas/calibration_entry.ts";
import { withCalibration } from "../personas/with_calibration.ts";
import { readDocument } from "../schema/document.ts";
import { InputError } from "../schema/input_error.ts";
import { alone } from "./alone.ts";
import { refuseFolder } from "./given_file.ts";

/** A pack's file, and where it is written with its calibration. */
export class CalibratedFile {
  /** The pack as it was read. */
  readonly pack: Pack;
  /** The file that is written. */
  readonly target: string;
  readonly #source: string | URL;
  readonly #name: string;
  readonly #host: Host;

  private constructor(
    { pack, source, name, target }: {
      readonly pack: Pack;
      readonly source: string | URL;
      readonly name: string;
      readonly target: string;
    },
    host: Host,
  ) {
    this.pack = pack;
    this.target = target;
    this.#source = source;
    this.#name = name;
    this.#host = host;
  }

  /**
   * Reads a pack by its path or id.
   *
   * @param output Where it is to be written. @default {its own file}
   * @throws {Error} When it is no pack, or one that ships with the program and is to be written to itself.
   */
  static async open(
    reference: string,
    output: string | undefined,
    host: Host,
  ): Promise<CalibratedFile> {
    await refuseFolder(reference, host);
    const { name, path } = await findFile(host, reference, PACK_SHELF);
    const pack = await readDocument(await wholeText(path, host), name, parseMapping);
    const target = output ?? (typeof path === "string" ? path : undefined);
    if (target === undefined) {
      throw new Error(
        `Cannot write into the bundled pack "${name}": say --output, or give the path of your own`,
      );
    }
    return new CalibratedFile({ pack, source: path, name, target }, host);
  }

  /** Whether a file would be written over. */
  isThere(): Promise<boolean> {
    return this.#host.files.isFile(this.target);
  }

  /**
   * The text of the file with an entry. The file is read anew: what was changed meanwhile stays.
   *
   * @throws {Error} When it holds other people now, or cannot be changed without changing more.
   */
  async withEntry(entry: CalibrationEntry | PlannedEntry): Promise<string> {
    const text = await wholeText(this.#source, this.#host);
    const now = await readDocument(text, this.#name, parsePack);
    const { manifest: { calibration } } = now;
    // The entries that are there now, and the people that were measured.
    const before = new Pack(this.pack.personas, { ...this.pack.manifest, calibration });
    return await editedPack(text, this.#name, withCalibration(before, entry));
  }

  /**
   * Writes the file with an entry, in one step; what was written is read again first. Of two that end at once
   * neither loses its entry.
   */
  async write(entry: CalibrationEntry): Promise<void> {
    await alone("calibration.lock", this.#host, async () => {
      await this.#host.files.writeText(this.target, await this.withEntry(entry));
    });
  }
}

/** A bare list of personas has no place for what is measured of them. */
function parseMapping(data: unknown, file: string): Pack {
  if (!Array.isArray(data)) return parsePack(data, file);
  throw new InputError(file, [{
    path: "$",
    message:
      'must be a mapping with the key "personas": a bare list has no place for a calibration',
  }]);
}
