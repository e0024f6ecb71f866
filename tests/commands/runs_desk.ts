import { main } from "../../lib/commands/main.ts";
import { type Survey } from "../../mod.ts";
import { panel } from "../../mod.ts";
import { checkout, people } from "../studies/fixtures.ts";
import { folder, hostWith } from "../hosts.ts";
import { type Finished } from "./desk.ts";

/** A folder of runs, and what makes them, looks at them and asks for them. */
export async function runsDesk() {
  const place = await folder();
  const root = `${place.path}/runs`;
  const host = hostWith();
  const study = (count = 3): Survey<typeof checkout.questions> =>
    panel({ host }).personas(people(count)).models("simulated").limit({ concurrency: 1 })
      .ask(checkout);
  return {
    ...{ root, host, study },
    /** Carries out `runs …` in this process. */
    runs: async (...args: readonly string[]): Promise<Finished> => {
      const own = hostWith();
      const code = await main(["runs", ...args, "--checkpoint-dir", root], own);
      return { code, ...own.written };
    },
    /** A run that is finished; `day` is that of 2026 on which it was written last. */
    finished: async (id: string, day?: string) => {
      await study().journal(`${root}/${id}`).run({ id });
      if (day !== undefined) await dated(`${root}/${id}`, day);
    },
    /** A run that was stopped. */
    aborted: async (id: string, day?: string) => {
      await study().journal(`${root}/${id}`).run({ id, signal: AbortSignal.abort() });
      if (day !== undefined) await dated(`${root}/${id}`, day);
    },
    /** A run that goes on until it is left. */
    underWay: async (id: string) => {
      const rows = study().journal(`${root}/${id}`).rows({ id });
      await rows.next();
      return { [Symbol.asyncDispose]: async () => void await rows.return(undefined as never) };
    },
    /** The names of what is in the folder. */
    names: () => host.files.list(root),
    [Symbol.asyncDispose]: () => place[Symbol.asyncDispose](),
  };
}

async function dated(path: string, day: string): Promise<void> {
  const file = `${path}/state.json`;
  const { seal: _, ...state } = JSON.parse(await Deno.readTextFile(file));
  const time = `2026-${day}T12:00:00.000Z`;
  await Deno.writeTextFile(file, JSON.stringify({ ...state, created_at: time, updated_at: time }));
}
