import { denoHost } from "../lib/host/deno.ts";
import { type Host } from "../lib/host/host.ts";
import { memoryHost } from "../lib/host/memory.ts";
import { type Loopback } from "./loopback/service.ts";

/** Variables of an environment. */
export type Env = Readonly<Record<string, string>>;

/** This machine with an environment of the test's own, and a terminal that can be read. */
export interface TestHost extends Host {
  /** All that was written to standard output and standard error. */
  readonly written: { out: string; err: string };
}

/** This machine, with an environment of the test's own and a terminal that keeps what is written; `typed` is what a person types there. */
export function hostWith(
  { env = {}, typed }: { readonly env?: Env; readonly typed?: readonly string[] } = {},
): TestHost {
  const lines = [...typed ?? []];
  const written = { out: "", err: "" };
  return {
    ...denoHost(),
    written,
    env: (name) => env[name] || undefined,
    terminal: {
      out: (text) => void (written.out += text),
      err: (text) => void (written.err += text),
      interactive: false,
      columns: 80,
      colour: false,
      ask: (question) => {
        if (typed !== undefined) written.err += question;
        return Promise.resolve(lines.shift());
      },
    },
  };
}

/** A host whose clock jumps over every wait, with the network of this machine. */
export function quickHost({ env = {} }: { readonly env?: Env } = {}): Host {
  return { ...memoryHost({ env, fetch }), database: denoHost().database };
}

/** The variables that move the providers to an address. */
export const ADDRESSES = [
  "ANTHROPIC_BASE_URL",
  "OPENAI_BASE_URL",
  "GEMINI_BASE_URL",
  "XAI_BASE_URL",
  "OPENROUTER_BASE_URL",
  "OLLAMA_BASE_URL",
  "LOCAL_BASE_URL",
] as const;

/** The variables that hold the providers' keys. */
export const KEYS = [
  "ANTHROPIC_API_KEY",
  "OPENAI_API_KEY",
  "GEMINI_API_KEY",
  "XAI_API_KEY",
  "OPENROUTER_API_KEY",
] as const;

/** An environment in which every provider is the loopback service. */
export function envFor({ url }: Pick<Loopback, "url">, key = "test-key"): Env {
  return Object.fromEntries([
    ...ADDRESSES.map((name) => [name, url]),
    ...KEYS.map((name) => [name, key]),
  ]);
}

/** A folder of this machine that is removed at the end of the test. */
export async function folder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await Deno.makeTempDir({ prefix: "quorum-test-" });
  return { path, [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }) };
}

/** An address that answers every request in the same way, for what no faithful service would say. */
export function serving(
  answer: (request: Request) => Response | Promise<Response>,
): AsyncDisposable & { readonly url: string; readonly bodies: readonly unknown[] } {
  const bodies: unknown[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    bodies.push(await request.json());
    return await answer(request);
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    bodies,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
