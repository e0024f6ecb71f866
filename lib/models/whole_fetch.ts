import { type Host } from "../host/host.ts";
import { wholeText } from "../host/whole_text.ts";

/**
 * The host's `fetch` for the calls of one run, done when the reply is there to its last byte. The
 * providers' packages watch the time until the head arrives; a body that stops half-way would hold its
 * slot for good. Aborting the run's signal cuts off all that is under way; handing the signal to the
 * packages with each call instead would cost a tenth of a call's time. So would reading the headers with
 * each call: a client sends the same ones to an address every time, so those of its first call are kept.
 * A redirect is not followed: what was asked is not for another host.
 */
export function wholeFetch(host: Pick<Host, "fetch">, run: AbortSignal): typeof fetch {
  const underWay = new Set<AbortController>();
  const heads = new Map<string, Request>();
  run.addEventListener("abort", () => {
    for (const call of underWay) call.abort(run.reason);
  }, { once: true });
  return async (input, init) => {
    run.throwIfAborted();
    const call = new AbortController();
    const timeLimit = init?.signal;
    timeLimit?.addEventListener("abort", () => call.abort(timeLimit.reason), { once: true });
    underWay.add(call);
    const place = `${init?.method} ${input}`;
    const head = heads.get(place) ?? headOf(input, init);
    heads.set(place, head);
    try {
      const body = init?.body ?? null;
      const response = await host.fetch(head, { body, signal: call.signal });
      const text = wholeText(response, timeLimit);
      // Whoever reads the reply meets its failure, with the status beside it.
      await text.catch(() => {});
      // The response stays the one that came; only its body is read already.
      const json = async () => JSON.parse(await text);
      return Object.assign(response, { text: () => text, json });
    } finally {
      underWay.delete(call);
    }
  };
}

function headOf(input: Parameters<typeof fetch>[0], init?: RequestInit): Request {
  const { method = "GET", headers = {} } = init ?? {};
  return new Request(input, { method, headers, redirect: "manual" });
}

/** Makes a client for each run: all calls of a run have the same signal. */
export function clientByRun<Client>(
  make: (run: AbortSignal) => Promise<Client>,
): (run: AbortSignal) => Promise<Client> {
  const made = new WeakMap<AbortSignal, Promise<Client>>();
  return (run) => {
    const known = made.get(run);
    if (known) return known;
    const client = make(run);
    made.set(run, client);
    return client;
  };
}
