import { counted } from "../display/counted.ts";
import { DEFAULT_CONCURRENCY } from "../engine/gate.ts";
import { Worker, type WorkerReport } from "../engine/worker.ts";
import { type Host, type Interrupt } from "../host/host.ts";
import { VERSION } from "../host/version.ts";
import { type Reachable, reachable } from "../models/described_model.ts";
import { dispatchOf } from "./dispatch_flag.ts";
import { numberOf, UsageError, type Values } from "./flag.ts";
import { INTERRUPTED } from "./interruption.ts";

/** Carries out `worker`: 0 when a person ended it; 143 when the system asked it to end. */
export async function worker(values: Values, host: Host): Promise<number> {
  const address = dispatchOf(values);
  if (address === undefined) throw new UsageError('Cannot do "worker": --dispatch is missing');
  const concurrency = numberOf(values, "concurrency") ?? DEFAULT_CONCURRENCY;
  const stop = new AbortController();
  const ended: { by: Interrupt | null } = { by: null };
  const queue = await host.queue(address);
  const forget = host.onInterrupt((signal) => {
    if (ended.by !== null) return host.exit(INTERRUPTED[signal]);
    ended.by = signal;
    host.terminal.err("stopping: calls under way are finished; Ctrl-C again leaves at once\n");
    stop.abort();
  });
  try {
    const all = reachable(host);
    const providers = all.filter(({ lacks }) => lacks === null).map(({ provider }) => provider);
    host.terminal.err(`${beginning(all, concurrency, queue.address)}\n`);
    const tools = { version: VERSION, concurrency, providers, stop: stop.signal };
    const report = await new Worker(queue, host, tools).run();
    host.terminal.err(`${ending(report)}\n`);
  } finally {
    forget();
    await queue.close();
  }
  return ended.by === "SIGTERM" ? INTERRUPTED.SIGTERM : 0;
}

/** Whose models it asks, and why not those of others. */
function beginning(all: readonly Reachable[], concurrency: number, address: string): string {
  const asked = all.filter(({ lacks }) => lacks === null).map(({ provider }) => provider);
  const others = all.flatMap(({ provider, lacks }) =>
    lacks === null ? [] : [`${provider}: ${lacks}`]
  );
  const without = others.length === 0 ? "" : `; not of ${others.join(", ")}`;
  return `a worker of version ${VERSION} at ${address} makes ${
    counted(concurrency, "call")
  } at once, of ${asked.join(", ")}${without}`;
}

function ending({ replies, failures, runs, handedBack }: WorkerReport): string {
  const failed = failures === 0 ? "" : ` (${failures} failed)`;
  const back = handedBack === 0 ? "" : `; ${handedBack} handed back`;
  return `the worker made ${counted(replies + failures, "call")}${failed} of ${
    counted(runs, "run")
  }${back}`;
}
