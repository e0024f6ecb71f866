import type Anthropic from "@anthropic-ai/sdk";
import * as z from "zod";
import { read } from "../schema/read.ts";
import { anthropicBody } from "./anthropic_body.ts";
import { anthropicClient } from "./anthropic_client.ts";
import { anthropicReply } from "./anthropic_reply.ts";
import {
  type BatchTools,
  HANDING_OVER,
  itemFailure,
  notAsked,
  openFetch,
  resultsIn,
  throughPackage,
  unreadable,
} from "./batch_tools.ts";
import { trimmed } from "./failure.ts";
import {
  type BatchLook,
  type BatchOrder,
  type BatchResult,
  type FoundBatch,
  type ModelBatches,
  type SoughtBatch,
} from "./model.ts";
import { clientByRun, wholeFetch } from "./whole_fetch.ts";

/** The message batches of Anthropic's, for one Claude model. */
export function anthropicBatches(tools: BatchTools): ModelBatches {
  const { id, connection, host, forms } = tools;
  const once = clientByRun((run) =>
    anthropicClient(connection, host, run, wholeFetch({ fetch: host.fetchOnce }, run))
  );
  const open = clientByRun((run) => anthropicClient(connection, host, run, openFetch(host, run)));
  const results = (batch: string, signal: AbortSignal) => resultsOf(batch, signal, tools, open);
  return {
    most: { requests: 100_000, bytes: 250_000_000 },
    line: ({ id: custom_id, request, refused }) => {
      const params = anthropicBody(id, ...forms.after(refused, request));
      return JSON.stringify({ custom_id, params });
    },
    newest: (signal) =>
      throughPackage(tools, signal, async () => {
        const { data: [newest] } = await (await once(signal)).messages.batches.list({ limit: 1 });
        if (newest === undefined) return null;
        const { id, created_at } = read(listed, newest, A_BATCH);
        return { id, created: Date.parse(created_at) };
      }),
    submit: (order, signal) =>
      throughPackage(tools, signal, async () => submitted(order, await once(signal))),
    find: (sought, signal) =>
      throughPackage(tools, signal, async () => {
        const idsOf = async function* (batch: string) {
          for await (const { id } of results(batch, signal)) yield id;
        };
        return await found(sought, await once(signal), idsOf);
      }),
    look: (batch, signal) =>
      throughPackage(tools, signal, async () => lookAt(batch, await once(signal), tools)),
    results,
  };
}

async function submitted({ lines }: BatchOrder, { messages }: Anthropic): Promise<string> {
  const requests = lines.map((line) => JSON.parse(line));
  const made = await messages.batches.create({ requests }, { timeout: HANDING_OVER });
  return read(named, made, A_BATCH).id;
}

/**
 * Nothing can be noted with a message batch, and its requests are told by their results alone. Whatever was made
 * since, has as many requests and has not ended may be the one that is sought.
 */
async function found(
  { key, total, since, others }: SoughtBatch,
  { messages }: Anthropic,
  idsOf: (batch: string) => AsyncIterable<string>,
): Promise<FoundBatch> {
  let isUndecided = false;
  for await (const one of messages.batches.list({ limit: 100 })) {
    const batch = read(listed.extend(standing.shape), one, A_BATCH);
    if (since !== null && Date.parse(batch.created_at) < since.created) break;
    const { canceled, errored, expired, processing, succeeded } = batch.request_counts;
    const size = canceled + errored + expired + processing + succeeded;
    if (batch.id === since?.id || others.has(batch.id) || size !== total) continue;
    if (batch.processing_status !== "ended") isUndecided = true;
    else if (await isOf(key, idsOf(batch.id))) return { found: "batch", id: batch.id };
  }
  return { found: isUndecided ? "undecided" : "nothing" };
}

/** Whether the first result belongs to the batch of a key. */
async function isOf(key: string, ids: AsyncIterable<string>): Promise<boolean> {
  for await (const id of ids) return id.startsWith(`${key}-`);
  return false;
}

async function lookAt(
  batch: string,
  { messages }: Anthropic,
  { connection: { key } }: BatchTools,
): Promise<BatchLook> {
  const found = await messages.batches.retrieve(batch);
  const { processing_status: said, request_counts } = read(standing, found, A_BATCH);
  const { canceled, errored, expired, succeeded } = request_counts;
  return {
    state: said === "ended" ? "ended" : "under way",
    said: trimmed(said, key),
    answered: succeeded,
    failed: canceled + errored + expired,
    reason: null,
  };
}

async function* resultsOf(
  batch: string,
  signal: AbortSignal,
  tools: BatchTools,
  open: (run: AbortSignal) => Promise<Anthropic>,
): AsyncGenerator<BatchResult> {
  const response = await throughPackage(tools, signal, async () => {
    const client = await open(signal);
    // Where results are is also said by the batch, but an address that was moved is not in what it says.
    const path = `/v1/messages/batches/${encodeURIComponent(batch)}/results`;
    const headers = { accept: "application/binary" };
    return await client.get(path, { headers }).asResponse();
  });
  yield* resultsIn(response, (line) => resultOf(line, tools), tools, signal);
}

const A_BATCH = "a batch";

const named = z.object({ id: z.string().min(1) });

const listed = named.extend({ created_at: z.string() });

const standing = z.object({
  processing_status: z.string(),
  request_counts: z.object({
    ...{ processing: z.number(), succeeded: z.number(), errored: z.number() },
    ...{ canceled: z.number(), expired: z.number() },
  }),
});

const failed = z.object({ error: z.object({ type: z.string() }) });

const resultLine = z.object({
  custom_id: z.string(),
  result: z.object({
    type: z.string(),
    message: z.unknown().optional(),
    error: z.unknown().optional(),
  }),
});

/** The statuses that the types of errors have where a request is made by itself. */
const STATUSES: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  timeout_error: 504,
  overloaded_error: 529,
};

function resultOf(line: unknown, tools: BatchTools): BatchResult | undefined {
  const { data } = resultLine.safeParse(line);
  // A line that names no request is about none of ours.
  if (data === undefined) return undefined;
  const { custom_id: id, result: { type, message, error } } = data;
  if (type === "errored") {
    const status = STATUSES[failed.safeParse(error).data?.error.type ?? ""] ?? 500;
    return { id, error: itemFailure(tools, { status, body: error }) };
  }
  if (type !== "succeeded") {
    return { id, error: notAsked(tools, `the batch ${ENDINGS[type] ?? type} before it was asked`) };
  }
  try {
    return { id, reply: anthropicReply(message, tools.id) };
  } catch (cause) {
    return { id, error: unreadable(tools, cause) };
  }
}

const ENDINGS: Readonly<Record<string, string>> = { expired: "expired", canceled: "was cancelled" };
