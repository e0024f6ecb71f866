import { type Host } from "../host/host.ts";
import { eventLine } from "../rows/event_line.ts";
import { type EventRow } from "../rows/event_row.ts";
import { EventValidator } from "../rows/event_validator.ts";
import { InputError } from "../schema/input_error.ts";

/** The name of the file of a run's events, once they are whole and valid. */
export const EVENTS_FILE = "events.jsonl";

/** The name of the same file as long as the run goes on. */
export const UNDER_WAY_FILE = "events.part.jsonl";

// Written in pieces of about this many bytes.
const PIECE = 1 << 18;
/** Turned into bytes when there are so many letters: for every line by itself that takes much longer. */
const LETTERS = 1 << 14;

/** How events are checked. */
export interface EventChecks {
  /** Whether they are. @default true */
  readonly validate?: boolean | undefined;
  /** How many errors are told at most. @default 50 */
  readonly maxErrors?: number | undefined;
}

/** The file of a run's events: written as they come, and called by its name when they are whole and valid. */
export class EventFile {
  /** Where the events stand. */
  path: string;
  /** How many rows were written. */
  count = 0;
  readonly #host: Host;
  readonly #folder: string;
  readonly #validator: EventValidator | null;
  readonly #encoder = new TextEncoder();
  #text = "";
  #bytes = new Uint8Array(2 * PIECE);
  #length = 0;

  private constructor(host: Host, folder: string, { validate = true, maxErrors }: EventChecks) {
    this.#host = host;
    this.#folder = folder;
    this.path = `${folder}/${UNDER_WAY_FILE}`;
    this.#validator = validate
      ? new EventValidator(maxErrors === undefined ? {} : { maxErrors })
      : null;
  }

  /** Begins the file in the folder of a run; what another life of the run has left half-written goes. */
  static begin(host: Host, folder: string, checks: EventChecks): EventFile {
    const file = new EventFile(host, folder, checks);
    host.files.swapText(file.path, "");
    return file;
  }

  /** Adds rows. */
  add(rows: readonly EventRow[]): void {
    for (const row of rows) {
      this.count += 1;
      this.#validator?.take(row, this.count);
      this.#text += `${eventLine(row)}\n`;
      if (this.#text.length > LETTERS) this.#encode();
    }
  }

  /** Writes what was added. */
  flush(): void {
    this.#encode();
    this.#write();
  }

  // Into one buffer for the whole run: texts of a large file would be as much for the memory as the file.
  #encode(): void {
    const most = 3 * this.#text.length;
    if (this.#length + most > this.#bytes.length) {
      this.#write();
      if (most > this.#bytes.length) this.#bytes = new Uint8Array(most);
    }
    const free = this.#bytes.subarray(this.#length);
    this.#length += this.#encoder.encodeInto(this.#text, free).written;
    this.#text = "";
    if (this.#length > PIECE) this.#write();
  }

  #write(): void {
    if (this.#length === 0) return;
    this.#host.files.appendBytes(this.path, this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }

  /**
   * Gives the file its name: no more rows come.
   *
   * @throws {InputError} When they are not valid; the file keeps the name that it had.
   */
  async finish(): Promise<void> {
    this.flush();
    const report = this.#validator?.finish();
    if (report !== undefined && !report.valid) throw new InputError(this.path, report.issues);
    const path = `${this.#folder}/${EVENTS_FILE}`;
    await this.#host.files.rename(this.path, path);
    this.path = path;
  }
}
