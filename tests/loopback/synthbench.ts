import { parsed, pathOf } from "./incoming.ts";
import { problemsOf } from "./synthbench_check.ts";

/** How the service behaves; it can change while it runs. */
export interface SynthBenchBehaviour {
  /** The keys that may submit. @default {one, SYNTHBENCH_KEY} */
  readonly keys?: readonly string[];
  /** What the leaderboard is: data, or the text that is sent. @default {no rows} */
  readonly leaderboard?: unknown;
  /**
   * What goes wrong, whoever asks for what: a status with the words of an error, no answer at all, or a
   * redirect to another address. @default {nothing}
   */
  readonly fault?: SynthBenchFault | null;
}

/** What can go wrong. */
export type SynthBenchFault =
  | {
    readonly status: number;
    readonly error?: string;
    readonly headers?: Readonly<Record<string, string>>;
  }
  | { readonly hang: true }
  | { readonly to: string };

/** One request as the service saw it. */
export interface SynthBenchRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The text of the body. */
  readonly body: string;
  /** The status answered; null when nothing was. */
  readonly status: number | null;
}

/** A key such as SynthBench gives out. */
export const SYNTHBENCH_KEY = `sb_${"0123456789abcdef".repeat(2)}`;

/** A running service; `await using` stops it. */
export interface LoopbackSynthBench extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly url: string;
  readonly requests: readonly SynthBenchRequest[];
  /** Changes what is given and leaves the rest. */
  setBehaviour(change: SynthBenchBehaviour): void;
  /** Resolves when a request hangs. */
  hanging(): Promise<void>;
}

/**
 * Starts a service that does what SynthBench does: `GET /data/leaderboard.json` with an ETag, and
 * `POST /submit` with its checks.
 */
export function startSynthBench(options: SynthBenchBehaviour = {}): LoopbackSynthBench {
  let behaviour = options;
  const requests: SynthBenchRequest[] = [];
  const [stopped, hung] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const address = { hostname: "127.0.0.1", port: 0, onListen() {} };
  const server = Deno.serve(address, async (request) => {
    const [body, path] = [await request.text(), pathOf(request.url)];
    const isHung = behaviour.fault && "hang" in behaviour.fault;
    const response = isHung
      ? new Response(null, { status: 503 })
      : await answer(request, path, body, behaviour);
    const headers = Object.fromEntries(request.headers);
    const status = isHung ? null : response.status;
    requests.push({ method: request.method, path, headers, body, status });
    if (isHung) {
      hung.resolve();
      await stopped.promise;
    }
    return response;
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    requests,
    setBehaviour: (change) => void (behaviour = { ...behaviour, ...change }),
    hanging: () => hung.promise,
    [Symbol.asyncDispose]: () => {
      stopped.resolve();
      return server.shutdown();
    },
  };
}

async function answer(
  request: Request,
  path: string,
  body: string,
  { keys = [SYNTHBENCH_KEY], leaderboard = { entries: [] }, fault }: SynthBenchBehaviour,
): Promise<Response> {
  if (fault && "to" in fault) return Response.redirect(`${fault.to}${path}`, 307);
  if (fault && "status" in fault) {
    return Response.json({ error: fault.error ?? "it went wrong" }, {
      status: fault.status,
      headers: fault.headers ?? {},
    });
  }
  if (path === "/data/leaderboard.json") return await board(request, leaderboard);
  if (path !== "/submit") return Response.json({ error: "not found" }, { status: 404 });
  return submitted(request, body, keys);
}

async function board(request: Request, leaderboard: unknown): Promise<Response> {
  const text = typeof leaderboard === "string" ? leaderboard : JSON.stringify(leaderboard);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const etag = `"${new Uint8Array(hash).toHex().slice(0, 16)}"`;
  if (request.headers.get("if-none-match") === etag) {
    return new Response(null, { status: 304, headers: { etag } });
  }
  return new Response(text, { headers: { etag, "content-type": "application/json" } });
}

function submitted(request: Request, body: string, keys: readonly string[]): Response {
  const refuse = (status: number, error: string) => Response.json({ error }, { status });
  if (request.method !== "POST") return refuse(405, "method not allowed");
  const [, key = ""] = /^Bearer (.+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  // Anything else is taken for a token of a signed-in person.
  if (!/^sb_.{32}$/.test(key)) return refuse(401, "invalid token");
  if (!keys.includes(key)) return refuse(401, "unknown api key");
  if (new TextEncoder().encode(body).length > 2 * 2 ** 20) return refuse(413, "body too large");
  const data = parsed(body);
  if (data === undefined) return refuse(400, "invalid JSON");
  const [problem] = problemsOf(data);
  if (problem !== undefined) return refuse(422, problem);
  const submitted_at = "2026-10-01T12:00:00.000Z";
  const said = { submission_id: 42, status: "validating", file_path: "s/42.json", submitted_at };
  return Response.json(said, { status: 202 });
}
