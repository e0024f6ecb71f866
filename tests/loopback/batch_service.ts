import { anthropicPlace } from "./anthropic_batches.ts";
import { unauthorised as anthropicUnauthorised } from "./anthropic_errors.ts";
import { anthropic } from "./anthropic.ts";
import type { BatchDesk } from "./batch_desk.ts";
import type { Place } from "./batch_place.ts";
import { page } from "./faults.ts";
import type { Outcome, Surroundings } from "./handler.ts";
import { openaiPlace } from "./openai_batches.ts";
import { unauthorised as openaiUnauthorised } from "./openai_errors.ts";
import type { Accepted, Call, Json, Problem, Reply } from "./wire.ts";

/** What is at a path about batches; undefined where there is nothing. */
export function batchPlace({ method, path }: Pick<Call, "method" | "path">): Place | undefined {
  return anthropicPlace(method, path) ?? openaiPlace(method, path);
}

/** Decides what becomes of a request about batches. */
export async function batchOutcome(
  place: Place,
  call: Call,
  { settled, waits, desk }: Surroundings,
  gone: () => Promise<void>,
): Promise<Outcome> {
  const { wire, step } = place;
  const key = keyOf(call.headers);
  if (key === null || !settled.accounts.keys.has(key)) {
    const problem = wire === anthropic
      ? anthropicUnauthorised("x-api-key")
      : openaiUnauthorised(key);
    return whole(wire.refuse(problem, call.index));
  }
  const fault = settled.batch.fault?.(step, desk.count(step)) ?? null;
  if (fault?.kind === "hang") await waits.hang(gone());
  if (fault?.kind === "hang") return { kind: "hung" };
  if (fault?.kind === "reset" && fault.when !== "during") return { kind: "reset" };
  if (fault?.kind === "garbage") return whole({ status: 200, headers: {}, body: page });
  if (fault?.kind === "status" || fault?.kind === "overflow") {
    return whole(wire.refuse(wire.fault(fault, NOTHING), call.index));
  }
  const reply = await served(place, call, { settled, waits, desk });
  if (fault === null) return whole(reply);
  if (fault.kind === "late") {
    if (fault.how === "reset") return { kind: "reset" };
    await waits.hang(gone());
    return { kind: "hung" };
  }
  if (fault.kind === "reset") return { kind: "cut", reply };
  return whole({ ...reply, body: reply.body.slice(0, reply.body.length >> 1) });
}

async function served(
  { wire, serve }: Place,
  call: Call,
  { settled, waits, desk }: Pick<Surroundings, "settled" | "waits"> & { readonly desk: BatchDesk },
): Promise<Reply> {
  const { text, headers, index } = call;
  const query = new URLSearchParams(call.query);
  const type = headers.get("content-type") ?? "";
  const given = await serve(desk, { text, type, query }, { settled, waits, headers });
  if (typeof given === "string") {
    return {
      status: 200,
      headers: { "content-type": "application/x-jsonl" },
      body: settled.batch.file?.(given) ?? given,
    };
  }
  if (isRefusal(given)) return wire.refuse(given, index);
  const { headers: head } = wire.refuse({ status: 200, error: {} }, index);
  return { status: 200, headers: head, body: JSON.stringify(given) };
}

function isRefusal(given: Json | Problem): given is Problem {
  return typeof given.status === "number";
}

/** The request that a fault of a step is about: there is none. */
const NOTHING: Accepted = {
  request: {
    ...{ provider: "openai", model: "", system: "", messages: [], schema: null, mode: "text" },
    ...{ seed: null, temperature: null, maxTokens: null, index: 0 },
  },
  ...{ tool: null, named: false, choices: 1, cache: null },
};

function keyOf(headers: Headers): string | null {
  const bearer = headers.get("authorization");
  return headers.get("x-api-key") ?? (bearer?.startsWith("Bearer ") ? bearer.slice(7) : null);
}

function whole(reply: Reply): Outcome {
  return { kind: "whole", reply };
}
