import { type Host } from "../host/host.ts";
import { newRunId } from "../studies/run_id.ts";
import { type JournalOptions } from "../studies/study.ts";
import { checkpointOf } from "./checkpoint.ts";
import { type Values } from "./flag.ts";

/** Where a run is kept until what it was for is done. */
export interface Keeping {
  readonly id: string | undefined;
  /** The run's own folder. */
  readonly folder: string;
  readonly options: JournalOptions;
  /** How the run goes on, in words. */
  readonly goingOn: string;
  /** Lets the run go where nobody asked for it to be kept. */
  done(): Promise<void>;
}

/** Where the run of a command line is kept: where it says, else in a temporary folder. */
export async function keepingOf(values: Values, host: Host): Promise<Keeping> {
  const { root, id, folder, options } = await checkpointOf(values, host) ?? await temporary(host);
  const isKept = values["checkpoint-dir"] !== undefined || values.resume !== undefined;
  return {
    id: values.resume === undefined ? id : undefined,
    ...{ folder, options },
    goingOn:
      `with the same flags --resume ${id} --checkpoint-dir ${root} goes on with it, and asks nothing twice`,
    done: () => isKept ? Promise.resolve() : host.files.remove(root),
  };
}

async function temporary(host: Host) {
  const [root, id] = [await host.files.temporaryFolder(), newRunId(host)];
  return { root, id, folder: `${root}/${id}`, options: {} };
}
