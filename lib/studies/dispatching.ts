import { Coordinator } from "../engine/coordinator.ts";
import { type Host } from "../host/host.ts";
import { type Queue } from "../host/queue.ts";
import { VERSION } from "../host/version.ts";
import { type PreparedStudy } from "./prepared_study.ts";
import { type OpenRun } from "./run_folder.ts";
import { type RunRecord } from "./run_record.ts";
import { type Conduct } from "./study.ts";

/** Connects to where workers are; undefined where none are wanted, or nobody is asked. */
export async function openQueue(
  { dispatch, responses }: Conduct,
  host: Host,
): Promise<Queue | undefined> {
  if (dispatch === undefined || responses?.mode === "replay") return undefined;
  try {
    return await host.queue(dispatch);
  } catch (error) {
    throw error instanceof Error
      ? new Error(`${error.message}; nothing was asked`, { cause: error })
      : error;
  }
}

/** Begins to dispatch an open run. */
export async function coordinatorOf(
  queue: Queue,
  { fingerprint, parts: { conduct, world: { host } } }: PreparedStudy,
  { run, drift, record, isAnew }: Pick<OpenRun, "run" | "drift"> & {
    readonly record: RunRecord;
    /** Whether what an earlier run left is thrown away. */
    readonly isAnew: boolean;
  },
): Promise<Coordinator> {
  const { rate } = conduct;
  const { created } = record;
  return await Coordinator.begin(queue, { run, created, version: VERSION, fingerprint }, {
    ...{ host, rate, isAnew },
    earlier: drift.map(({ from }) => from),
  });
}
