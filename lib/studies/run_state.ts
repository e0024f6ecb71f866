import * as z from "zod";
import { type Host } from "../host/host.ts";
import { crc32 } from "../random/crc32.ts";
import { canonical } from "../schema/canonical.ts";
import { readDocument } from "../schema/document.ts";
import { InputError } from "../schema/input_error.ts";
import { read } from "../schema/read.ts";

/** Raised when the form of `state.json` changes, so that an older program refuses a newer file. */
export const STATE_VERSION = 1;

/** Why a run has ended that waits for its batches. */
export const WAITING = "batches_submitted";

/** The name of the file in a run's folder. */
export const STATE_FILE = "state.json";

/** The values of flags as they were read, by name. */
export type RecordedFlags = Readonly<
  Record<string, string | number | boolean | readonly (string | number | boolean)[]>
>;

/**
 * How far a run has come, as its `state.json` says: the counts are of panelists in the round under way,
 * hashes stand for everything that shapes an answer, and nobody's name or answer is in it. The journal is
 * what counts; this is for people, and for going on.
 */
export interface RunState {
  /** The form of the file. */
  readonly schema_version: number;
  /** The run's id. */
  readonly run_id: string;
  /** A run that is `"running"` while nobody holds its lock was cut off. */
  readonly status: "running" | "finished" | "aborted";
  /** When the run was begun: ISO 8601, UTC. */
  readonly created_at: string;
  /** When this was written. */
  readonly updated_at: string;
  /** Everything that shapes an answer, section by section, as hashes or as itself. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The SHA-256 of the canonical JSON of `config`. */
  readonly config_fingerprint: string;
  /** Those of the plans that the run was begun with, where it was changed under way. */
  readonly earlier_fingerprints: readonly string[];
  /** The round under way; null before the first. */
  readonly round: string | null;
  /**
   * How many panelists are through with the round and how many are still to be asked, which is nobody once
   * the answers are enough; and how many answers failed in the run.
   */
  readonly counts: {
    readonly total: number;
    readonly completed: number;
    readonly remaining: number;
    readonly failed_answers: number;
  };
  /** What was spent; `cost` is in US dollars, null where a price is not known. */
  readonly usage: {
    readonly calls: number;
    readonly input_tokens: number;
    readonly output_tokens: number;
    readonly cost: number | null;
  };
  /** Why the run ended before its time, as in `"signal:SIGINT"`; null when it did not. */
  readonly abort_reason: string | null;
  /** Whether the result must not be used; null as long as the run goes on. */
  readonly run_invalid: boolean | null;
  /** The flags that the run was last gone on with; null where no command line did. */
  readonly cli_args: RecordedFlags | null;
  /** The checksum of everything else, which tells whether somebody has changed it. */
  readonly seal?: number | undefined;
}

const versioned = z.object({ schema_version: z.int() });

const counts = z.object({
  total: z.int(),
  completed: z.int(),
  remaining: z.int(),
  failed_answers: z.int(),
});

const usage = z.object({
  calls: z.int(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cost: z.number().nullable(),
});

const flagValue = z.union([z.string(), z.number(), z.boolean()]);

const state: z.ZodType<RunState> = z.object({
  schema_version: z.int(),
  run_id: z.string(),
  status: z.enum(["running", "finished", "aborted"]),
  created_at: z.string(),
  updated_at: z.string(),
  config: z.record(z.string(), z.unknown()),
  config_fingerprint: z.string(),
  earlier_fingerprints: z.array(z.string()),
  round: z.string().nullable(),
  counts,
  usage,
  abort_reason: z.string().nullable(),
  run_invalid: z.boolean().nullable(),
  cli_args: z.record(z.string(), z.union([flagValue, z.array(flagValue)])).nullable(),
  seal: z.int().optional(),
});

/** A state with its checksum. */
export function sealedState(state: RunState): RunState {
  return { ...state, seal: crc32(canonical({ ...state, seal: undefined })) };
}

/** Whether a state is not as it was written: somebody has changed it, or the disk has. */
export function isChanged(state: RunState): boolean {
  return state.seal !== undefined && state.seal !== sealedState(state).seal;
}

/**
 * Reads the state of the run in a folder.
 *
 * @throws {Error} When there is none, it cannot be read, or it is of a newer version.
 */
export async function loadState(folder: string, host: Host): Promise<RunState> {
  const path = `${folder}/${STATE_FILE}`;
  const text = await host.files.readText(path).catch((error: Error) => {
    // A flipped bit is damage like any other.
    if (!error.message.endsWith(NO_TEXT)) throw error;
    throw new InputError(path, [{ path: "$", message: NO_TEXT }]);
  });
  return await readDocument(text, path, parseState);
}

const NO_TEXT = "it is not UTF-8 text";

function parseState(data: unknown, path: string): RunState {
  const { schema_version } = read(versioned, data, path);
  if (schema_version > STATE_VERSION) {
    throw new Error(
      `Cannot read "${path}": it is too new (version ${schema_version}; this program reads up to ` +
        `${STATE_VERSION})`,
    );
  }
  return read(state, data, path);
}
