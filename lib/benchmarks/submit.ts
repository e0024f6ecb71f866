import * as z from "zod";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { retryAfter } from "../host/retry_after.ts";
import { withoutKey } from "../host/without_key.ts";
import { type Answered, exchange } from "./exchange.ts";
import { submissionText } from "./submission.ts";
import { type Submission } from "./submission_form.ts";

const ADDRESS = "https://api.synthbench.org";
const PAGES = "https://synthbench.org/submit";
const SECONDS = 30;
/** What SynthBench takes at most, in bytes. */
const MOST_BYTES = 2 * 2 ** 20;

/** What SynthBench said to a submission that it took. */
export interface Submitted {
  /** What the submission is called there. */
  readonly id: string;
  /** How far it is, as in `"validating"`: whether it is published is decided later. */
  readonly status: string;
  /** Where a person reads how it goes on. */
  readonly url: string;
  /** What SynthBench says besides; null when nothing. */
  readonly warning: string | null;
}

const acceptedSchema = z.object({
  submission_id: z.union([z.int(), z.string().regex(/^[\w-]{1,80}$/)]),
  status: z.string().max(80).catch("accepted"),
  url: z.url({ protocol: /^https?$/ }).max(300).optional().catch(undefined),
  warning: z.string().max(300).nullish().catch(null),
});
const refusedSchema = z.object({ error: z.string() });

/**
 * Uploads a submission to SynthBench, once: `POST /submit` at `SYNTHBENCH_API_URL`, with the key in
 * `SYNTHBENCH_API_KEY` as it is, whatever it begins with. The key goes to that address only: a redirect is
 * not followed.
 *
 * @throws {TypeError} Without a key, or when the address would let others read it.
 * @throws {Error} When it was not taken; the sentence says why, and never holds the key.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { memoryHost } from "../host/memory.ts";
 * import { submission, submit } from "../../mod.ts";
 *
 * const question = { id: "gss:HAPPY", human: { yes: 0.5, no: 0.5 }, panel: { yes: 3, no: 7 }, n: 10 };
 * const payload = submission([question], [{ id: "gpt-4o-mini", spec: { provider: "openai" } }]);
 * await assert.rejects(submit(payload, { host: memoryHost() }), /SYNTHBENCH_API_KEY is not set/);
 * ```
 */
export async function submit(
  payload: Submission,
  { host = denoHost() }: { readonly host?: Host } = {},
): Promise<Submitted> {
  const key = host.env("SYNTHBENCH_API_KEY")?.trim();
  if (!key) throw refused("SYNTHBENCH_API_KEY is not set", TypeError);
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw refused(
      "SYNTHBENCH_API_KEY holds what no key has, as a space or a line break",
      TypeError,
    );
  }
  const body = submissionText(payload);
  if (new TextEncoder().encode(body).length > MOST_BYTES) {
    throw refused("it is larger than the 2 MB that are taken", RangeError);
  }
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const init = { method: "POST", headers, body, redirect: "manual", seconds: SECONDS } as const;
  const answer = await exchange(host, `${addressOf(host)}/submit`, init).catch((error: Error) => {
    throw refused(withoutKey(error.message, key), Error);
  });
  if (answer.status >= 200 && answer.status < 300) return accepted(answer);
  throw refused(reasonOf(answer, key, host.clock.now()), Error);
}

/** Where submissions go: nobody on the way may read the key. */
function addressOf(host: Host): string {
  const address = (host.env("SYNTHBENCH_API_URL") ?? ADDRESS).trim().replace(/\/+$/, "");
  const url = URL.canParse(address) ? new URL(address) : null;
  const isHere = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url?.hostname ?? "");
  if (url?.protocol === "https:" || (url?.protocol === "http:" && isHere)) return address;
  throw refused("SYNTHBENCH_API_URL must be an https address", TypeError);
}

function accepted({ status, text }: Answered): Submitted {
  const said = acceptedSchema.safeParse(dataOf(text)).data;
  if (said === undefined) {
    throw refused(
      `it answered ${status} with no number of a submission, so it is not known`,
      Error,
    );
  }
  const id = String(said.submission_id);
  return {
    id,
    status: said.status,
    url: said.url ?? `${PAGES}/${id}`,
    warning: said.warning ?? null,
  };
}

/** What may be done about a status, by the status. */
const ADVICE: Readonly<Record<number, string>> = {
  400: "it cannot be read there",
  401: "the key in SYNTHBENCH_API_KEY was refused",
  403: "the key in SYNTHBENCH_API_KEY may not submit",
  404: "there is nothing at SYNTHBENCH_API_URL",
  413: "it is too large",
  422: "it was found to be wrong",
  429: "too many submissions in this hour",
};

function reasonOf({ status, headers, text }: Answered, key: string, now: number): string {
  if (status >= 300 && status < 400) {
    return `${status}: the address leads to another one, which is not followed: ` +
      "set SYNTHBENCH_API_URL to where it leads";
  }
  const advice = ADVICE[status] ?? (status >= 500 ? "the service failed" : "it was refused");
  const said = refusedSchema.safeParse(dataOf(text)).data?.error ?? "";
  const words = withoutKey(said.slice(0, 5000).replace(/\s+/g, " ").trim(), key).slice(0, 300);
  const wait = status === 429 || status === 503 ? retryAfter(headers, now) : undefined;
  return [
    `${status}, ${advice}`,
    ...(words === "" ? [] : [`: ${words}`]),
    ...(status === 401 && !/^sb_.{32}$/.test(key)
      ? ["; keys of synthbench.org are sb_ and 32 characters"]
      : []),
    ...(wait === undefined ? [] : [`; it may be tried again in ${Math.ceil(wait)} s`]),
  ].join("");
}

function dataOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused<Kind extends Error>(reason: string, kind: new (message: string) => Kind): Kind {
  return new kind(`Cannot submit to SynthBench: ${reason}`);
}
