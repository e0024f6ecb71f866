import { type Batch, BatchDesk } from "./batch_desk.ts";
import { type Behaviour, settle, type Settled } from "./behaviour.ts";
import { type Outcome, outcome, wireOf } from "./handler.ts";
import { parsed, pathOf, queryOf } from "./incoming.ts";
import { type Recorded, Recorder } from "./recorder.ts";
import { Relay } from "./relay.ts";
import { cut, whole } from "./response.ts";
import { Waits } from "./waits.ts";

/** How the service is started. */
export interface Options extends Behaviour {
  /**
   * Whether to keep the requests. Off is for the bench: only counts are kept, and no {@linkcode Relay}
   * stands before the service, so a `reset` always comes `during` the body. @default true
   */
  readonly record?: boolean;
  /** The port. @default 0 (a free one) */
  readonly port?: number;
}

/** A running service; `await using` stops it. */
export interface Loopback extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly Recorded[];
  /** The batches that were handed in, newest first. */
  readonly batches: readonly Batch[];
  /** Requests since the start or the last `clear()`. */
  readonly count: number;
  /** The same by status; under `none` those that got no answer. */
  readonly countByStatus: Readonly<Record<string, number>>;
  /** The most requests that were being answered at once; a latency or a promised answer makes them last. */
  readonly peakInFlight: number;
  /** Forgets requests, counts, the peak and cached prompts; request numbers start at 0 again. */
  clear(): void;
  /** Changes what is given and leaves the rest. */
  setBehaviour(change: Behaviour): void;
  /** Resolves when no request is under way and all their ends are recorded (only with `record`). */
  idle(): Promise<void>;
}

/**
 * Starts a service that speaks both providers' wire formats on 127.0.0.1.
 *
 * @example
 * ```ts ignore
 * await using loop = startLoopback({ answer: () => ({ data: { tier: "pro" } }) });
 * const client = new OpenAI({ apiKey: "test-key", baseURL: `${loop.url}/v1`, maxRetries: 0 });
 * ```
 */
export function startLoopback(options: Options = {}): Loopback {
  return new Service(options);
}

class Service implements Loopback {
  readonly url: string;
  readonly port: number;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;
  readonly #relay: Relay | null;
  readonly #recorder: Recorder;
  readonly #waits = new Waits();
  readonly #prefixes = new Set<string>();
  readonly #desk = new BatchDesk();
  /** The peer ports of the requests under way. */
  readonly #active = new Set<number>();
  #behaviour: Behaviour;
  #settled: Settled;
  #stopped: Promise<void> | null = null;

  constructor({ record = true, port = 0, ...behaviour }: Options) {
    this.#behaviour = behaviour;
    this.#settled = settle(behaviour);
    this.#recorder = new Recorder(record);
    const address = { hostname: "127.0.0.1", port: record ? 0 : port, onListen() {} };
    this.#server = Deno.serve(address, (request, info) => {
      const answer = this.#handle(request, info);
      if (record) this.#recorder.follow(answer.then(() => {}, () => {}));
      return answer;
    });
    this.#relay = record ? new Relay(this.#server.addr.port, port) : null;
    this.port = this.#relay?.port ?? this.#server.addr.port;
    this.url = `http://127.0.0.1:${this.port}`;
  }

  get batches(): readonly Batch[] {
    return this.#desk.batches;
  }

  get requests(): readonly Recorded[] {
    return this.#recorder.requests;
  }

  get count(): number {
    return this.#recorder.count;
  }

  get countByStatus(): Readonly<Record<string, number>> {
    return this.#recorder.countByStatus;
  }

  get peakInFlight(): number {
    return this.#recorder.peak;
  }

  clear(): void {
    this.#recorder.clear();
    this.#prefixes.clear();
  }

  setBehaviour(change: Behaviour): void {
    this.#behaviour = { ...this.#behaviour, ...change };
    this.#settled = settle(this.#behaviour);
    if (this.#settled.fault !== null) this.#relay?.closeIdle(this.#active);
  }

  idle(): Promise<void> {
    return this.#recorder.idle();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    await this.#relay?.stop();
    this.#waits.stop();
    await this.#server.shutdown();
    await this.#recorder.idle();
  }

  async #handle(request: Request, info: Info): Promise<Response> {
    const at = performance.now();
    const index = this.#recorder.arrive();
    const { headers, method } = request;
    const peer = this.#relay === null ? 0 : info.remoteAddr.port;
    this.#active.add(peer);
    const path = pathOf(request.url);
    const wire = wireOf(path, headers);
    let found: Outcome = { kind: "hung" };
    let kept: ReturnType<Recorder["keep"]> = null;
    try {
      const text = await request.text();
      const body = parsed(text);
      kept = this.#recorder.keep({
        provider: wire.provider,
        path,
        at,
        headers: this.#recorder.keeps ? Object.fromEntries(headers) : {},
        body: body ?? text,
      });
      const around = {
        ...{ settled: this.#settled, waits: this.#waits, seen: this.#seen, desk: this.#desk },
      };
      const call = { method, path, headers, body, text, query: queryOf(request.url), index };
      found = await outcome(wire, call, around, () => this.#gone(request, info));
    } finally {
      const gone = this.#relay?.holds(peer) === false;
      this.#active.delete(peer);
      this.#recorder.leave(gone ? null : statusOf(found));
      if (kept !== null && !gone) this.#end(kept, found, info);
    }
    return this.#send(found, info);
  }

  /** Records the status now and, when the last byte has gone, that it has. */
  #end(kept: NonNullable<ReturnType<Recorder["keep"]>>, found: Outcome, info: Info): void {
    kept.status = statusOf(found);
    const sent = info.completed.then(() => {
      if (found.kind !== "whole") return;
      kept.finishedSending = true;
      kept.finishedAt = performance.now();
    }, () => {});
    this.#recorder.follow(sent);
  }

  #gone(request: Request, info: Info): Promise<void> {
    if (this.#relay !== null) return this.#relay.gone(info.remoteAddr.port);
    return new Promise((resolve) => request.signal.addEventListener("abort", () => resolve()));
  }

  #send(found: Outcome, info: Info): Response {
    switch (found.kind) {
      case "whole":
        return whole(found.reply, this.#settled.fault !== null);
      case "cut":
        return cut(found.reply);
      case "reset":
        this.#relay?.cut(info.remoteAddr.port);
    }
    return cut({ status: 200, headers: {}, body: "" });
  }

  readonly #seen = (prefix: string): boolean => {
    const known = this.#prefixes.has(prefix);
    this.#prefixes.add(prefix);
    return known;
  };
}

type Info = Deno.ServeHandlerInfo<Deno.NetAddr>;

function statusOf(found: Outcome): number | null {
  return found.kind === "whole" ? found.reply.status : null;
}
