import assert from "node:assert/strict";
import { type Answerer } from "../loopback/request.ts";
import { respond } from "../studies/speaker.ts";
import { start } from "./command.ts";
import { type KeptRun } from "./kept_run.ts";

/** A worker that runs, and what it says. */
export interface RunningWorker {
  readonly process: Deno.ChildProcess;
  /** Resolves when it takes work. */
  readonly ready: Promise<void>;
  /** Its exit code, and all that it has said. */
  readonly ended: Promise<{ readonly code: number; readonly err: string }>;
}

/** Starts a worker with the environment of a run. */
export function startWorker(
  { env }: Pick<KeptRun, "env">,
  address: string,
  ...flags: string[]
): RunningWorker {
  const process = start(["worker", "--dispatch", address, ...flags], { env });
  const ready = Promise.withResolvers<void>();
  let err = "";
  const heard = (async () => {
    for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
      err += text;
      if (err.includes("makes")) ready.resolve();
    }
    ready.resolve();
  })();
  const ended = Promise.all([process.status, heard, process.stdout.cancel()])
    .then(([{ code }]) => ({ code, err }));
  return { process, ready: ready.promise, ended };
}

/** Starts so many workers, of ten calls at once each, and waits until they take work. */
export async function startWorkers(
  run: Pick<KeptRun, "env">,
  address: string,
  count: number,
): Promise<RunningWorker[]> {
  const all = Array.from({ length: count }, () => startWorker(run, address, "--concurrency", "10"));
  await Promise.all(all.map(({ ready }) => ready));
  return all;
}

/** Ends workers as a person does, and tells what they said. */
export async function stopWorkers(all: readonly RunningWorker[]): Promise<string[]> {
  return await Promise.all(all.map(async ({ process, ended }) => {
    process.kill("SIGINT");
    const { code, err } = await ended;
    assert.equal(code, 0, err);
    return err;
  }));
}

/** Answers like the service, and calls back at the request of that number, from 1. */
export function at(number: number, act: () => void): Answerer {
  let seen = 0;
  return (request) => {
    if (++seen === number) act();
    return respond(request);
  };
}
