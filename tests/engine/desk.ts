import { type Asking } from "../../lib/engine/ask.ts";
import { type Budget } from "../../lib/engine/budget.ts";
import { Calls, type NamedModel } from "../../lib/engine/calls.ts";
import { Gate, type GateOptions } from "../../lib/engine/gate.ts";
import { type CallKey } from "../../lib/engine/call_record.ts";
import { Journal } from "../../lib/engine/journal.ts";
import { type Responses } from "../../lib/engine/responses.ts";
import { type Host } from "../../lib/host/host.ts";
import { choice } from "../../lib/instruments/choice.ts";
import { CompiledQuestion } from "../../lib/instruments/compiled.ts";
import { type Question } from "../../lib/instruments/kinds.ts";
import { type Prices } from "../../lib/models/prices.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { stream } from "../../lib/random/stream.ts";
import { envFor, folder, quickHost } from "../hosts.ts";
import { type Loopback, type Options, startLoopback } from "../loopback/service.ts";

/** All that a call needs: a journal in a real file, a service, and a host whose clock jumps. */
export interface Desk extends AsyncDisposable {
  readonly host: Host;
  readonly loop: Loopback;
  readonly gate: Gate;
  readonly journal: Journal;
  readonly calls: Calls;
  readonly stop: AbortController;
  /** A model of that name, on the service. */
  readonly model: (name: string) => NamedModel;
  /** The same desk after the program was started again: the same file, nothing remembered. */
  readonly again: (means?: Means) => Promise<Calls>;
}

/** What calls may cost, and where replies are kept besides. */
interface Means {
  readonly budget?: Budget;
  readonly prices?: Prices;
  readonly responses?: Responses;
}

/** Sets up a desk; the service and the limits are as told. */
export async function desk(
  service: Options = {},
  limits: GateOptions = {},
  means: Means = {},
): Promise<Desk> {
  const stack = new AsyncDisposableStack();
  const { path } = stack.use(await folder());
  const loop = stack.use(startLoopback({ keys: ["test-key", "none"], ...service }));
  const host = quickHost({ env: envFor(loop) });
  const gate = new Gate(host.clock, limits);
  const stop = new AbortController();
  const open = async (means: Means) => {
    const journal = await Journal.open(host, `${path}/run.sqlite`);
    stack.defer(() => journal.close());
    const random = stream(7);
    const calls = new Calls({ host, gate, journal, random, signal: stop.signal, ...means });
    return { journal, calls };
  };
  let current = await open(means);
  return {
    ...{ host, loop, gate, stop, ...current },
    model: (name) => ({ name, model: resolveModel(name, host) }),
    again: async (other = means) => {
      current.journal.close();
      current = await open(other);
      return current.calls;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** The key of a call of one panelist. */
export function keyOf(unit = "p1", turn = 0): CallKey {
  return { unit, turn, purpose: "answer", attempt: 0 };
}

/** The question of most tests. */
export const TIER = choice("Which tier would you buy?", ["free", "pro", "team"], {
  order: "as_written",
});

/** A question put to a panelist, or put in another way. */
export function asking(
  model: NamedModel,
  question: Question,
  change: Partial<Asking> = {},
): Asking {
  const compiled = new CompiledQuestion("q", question);
  return {
    question: compiled,
    order: compiled.order(stream(7)),
    model,
    system: "You are Maya, a nurse of 34.",
    history: [],
    panelist: "p1",
    persona: { name: "Maya" },
    repeat: 0,
    unit: "p1",
    turn: 0,
    sampling: {},
    ...change,
  };
}
