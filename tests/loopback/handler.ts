import { anthropic } from "./anthropic.ts";
import type { BatchDesk } from "./batch_desk.ts";
import { batchOutcome, batchPlace } from "./batch_service.ts";
import type { Settled } from "./behaviour.ts";
import { type Fault, page } from "./faults.ts";
import { openai } from "./openai.ts";
import type { Answer } from "./request.ts";
import type { Waits } from "./waits.ts";
import { type Accepted, type Call, isProblem, type Reply, type Wire } from "./wire.ts";

/** What becomes of a request: an answer, one that is cut on the way, or none. */
export type Outcome =
  | { readonly kind: "whole" | "cut"; readonly reply: Reply }
  | { readonly kind: "reset" | "hung" };

/** What the outcome depends on besides the request. */
export interface Surroundings {
  readonly settled: Settled;
  readonly waits: Waits;
  readonly seen: (prefix: string) => boolean;
  /** Every batch that was handed in. */
  readonly desk: BatchDesk;
}

/** The wire format a path belongs to, with or without any prefix. */
export function wireOf(path: string, headers: Headers): Wire {
  if (path.endsWith(openai.endpoint)) return openai;
  if (path.endsWith(anthropic.endpoint)) return anthropic;
  return headers.has("anthropic-version") ? anthropic : openai;
}

/** Decides what becomes of a request. */
export async function outcome(
  wire: Wire,
  call: Call,
  surroundings: Surroundings,
  gone: () => Promise<void>,
): Promise<Outcome> {
  const { settled, waits, seen } = surroundings;
  const place = batchPlace(call);
  if (place !== undefined) return batchOutcome(place, call, surroundings, gone);
  if (call.method !== "POST" || !call.path.endsWith(wire.endpoint)) {
    return whole(wire.refuse(wire.nowhere(call), call.index));
  }
  const accepted = wire.accept(call, settled.accounts);
  if (isProblem(accepted)) return whole(wire.refuse(accepted, call.index));
  const fault = settled.fault?.(accepted.request) ?? null;
  if (fault?.kind === "hang") await waits.hang(gone());
  if (fault !== null) return failed(wire, fault, accepted);
  const ms = settled.latency(call.index);
  if (ms > 0) await waits.sleep(ms);
  const given = settled.answer(accepted.request);
  const answer = given instanceof Promise ? await waits.answer(given) : given;
  return answer === null ? { kind: "hung" } : whole(said(wire, accepted, answer, seen));
}

function said(
  wire: Wire,
  accepted: Accepted,
  answer: Answer,
  seen: (prefix: string) => boolean,
): Reply {
  if (typeof answer === "string" || !("raw" in answer)) {
    return wire.render(accepted, answer, { seen });
  }
  const { headers } = wire.render(accepted, "", { seen });
  return { status: 200, headers, body: answer.raw };
}

function failed(wire: Wire, fault: Fault, accepted: Accepted): Outcome {
  switch (fault.kind) {
    case "status":
    case "overflow":
      return whole(wire.refuse(wire.fault(fault, accepted), accepted.request.index));
    case "hang":
      return { kind: "hung" };
    case "garbage":
      return whole({ status: 200, headers: { "content-type": "text/html" }, body: page });
  }
  if (fault.kind === "reset" && fault.when !== "during") return { kind: "reset" };
  const reply = wire.render(accepted, "A reply that does not arrive whole.", { seen: () => false });
  if (fault.kind === "reset") return { kind: "cut", reply };
  return whole({ ...reply, body: reply.body.slice(0, reply.body.length >> 1) });
}

function whole(reply: Reply): Outcome {
  return { kind: "whole", reply };
}
