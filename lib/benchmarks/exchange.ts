import { BrokenReply } from "../host/broken_reply.ts";
import { type Host } from "../host/host.ts";
import { unreached } from "../host/unreached.ts";
import { wholeText } from "../host/whole_text.ts";

/** What a service answered, read to its last byte. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Sends one request and reads the whole answer, whatever its status.
 *
 * @param options `seconds` is how long all of it may take; the rest is that of `fetch`.
 * @throws {Error} When no whole answer comes; the message is why, in a few words.
 */
export async function exchange(
  host: Host,
  url: string,
  { seconds, ...init }: Omit<RequestInit, "signal"> & { readonly seconds: number },
): Promise<Answered> {
  const limit = new AbortController();
  const done = new AbortController();
  const timer = host.clock.sleep(seconds * 1000, done.signal).then(() => limit.abort(), () => {});
  try {
    const response = await host.fetch(url, { ...init, signal: limit.signal });
    const text = await wholeText(response, limit.signal);
    return { status: response.status, headers: response.headers, text };
  } catch (cause) {
    const reason = limit.signal.aborted
      ? `no answer arrived in ${seconds} s`
      : cause instanceof BrokenReply || !(cause instanceof Error)
      ? String(cause instanceof Error ? cause.message : cause)
      : unreached(cause);
    throw new Error(reason, { cause });
  } finally {
    done.abort();
    await timer;
  }
}
