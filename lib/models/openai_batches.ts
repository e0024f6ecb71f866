import type OpenAI from "openai";
import * as z from "zod";
import { read } from "../schema/read.ts";
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
import {
  type BatchLook,
  type BatchOrder,
  type BatchResult,
  type FoundBatch,
  type ModelBatches,
  type SoughtBatch,
} from "./model.ts";
import { trimmed } from "./failure.ts";
import { openaiBody } from "./openai_body.ts";
import { openaiClient } from "./openai_client.ts";
import { openaiReply } from "./openai_reply.ts";
import { clientByRun, wholeFetch } from "./whole_fetch.ts";

type Client = (run: AbortSignal) => Promise<OpenAI>;

/** The batches of a model of OpenAI's: a file of requests, a batch of it, and files of results. */
export function openaiBatches(tools: BatchTools): ModelBatches {
  const { id, connection, host, forms } = tools;
  const once = clientByRun((run) =>
    openaiClient(connection, host, run, wholeFetch({ fetch: host.fetchOnce }, run))
  );
  const open = clientByRun((run) => openaiClient(connection, host, run, openFetch(host, run)));
  return {
    most: { requests: 50_000, bytes: 190_000_000 },
    line: ({ id: custom_id, request, refused }) => {
      const body = openaiBody(id, connection, ...forms.after(refused, request));
      return JSON.stringify({ custom_id, method: "POST", url: "/v1/chat/completions", body });
    },
    newest: (signal) =>
      throughPackage(tools, signal, async () => {
        const { data: [newest] } = await (await once(signal)).batches.list({ limit: 1 });
        if (newest === undefined) return null;
        const { id, created_at } = read(listed, newest, A_BATCH);
        return { id, created: 1000 * created_at };
      }),
    submit: (order, signal) =>
      throughPackage(tools, signal, async () => submitted(order, await once(signal))),
    find: (sought, signal) =>
      throughPackage(tools, signal, async () => found(sought, await once(signal))),
    look: (batch, signal) =>
      throughPackage(tools, signal, async () => lookAt(batch, await once(signal), tools)),
    results: (batch, signal) => results(batch, signal, tools, { once, open }),
  };
}

/** The names of what is noted with a batch, by which it is found again. */
const [BATCH, RUN] = ["quorum_batch", "quorum_run"];

async function submitted({ key, run, lines }: BatchOrder, { batches, files }: OpenAI) {
  const name = `quorum-${key}.jsonl`;
  const content = new File([lines.map((line) => `${line}\n`).join("")], name, {
    type: "application/jsonl",
  });
  // A file that no batch is made of costs nothing.
  const file = await files.create({ file: content, purpose: "batch" }, { timeout: HANDING_OVER });
  const made = await batches.create({
    input_file_id: read(named, file, "an uploaded file").id,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
    metadata: { [BATCH]: key, [RUN]: run },
  });
  return read(named, made, A_BATCH).id;
}

async function found({ key, since }: SoughtBatch, { batches }: OpenAI): Promise<FoundBatch> {
  for await (const one of batches.list({ limit: 100 })) {
    const { id, created_at, metadata } = read(listed, one, A_BATCH);
    if (id === since?.id || (since !== null && 1000 * created_at < since.created)) break;
    if (metadata?.[BATCH] === key) return { found: "batch", id };
  }
  return { found: "nothing" };
}

const ENDED = new Set(["completed", "expired", "cancelled"]);

async function lookAt(
  batch: string,
  { batches }: OpenAI,
  { connection: { key } }: BatchTools,
): Promise<BatchLook> {
  const found = await batches.retrieve(batch);
  const { status, request_counts, errors } = read(standing, found, A_BATCH);
  const reasons = (errors?.data ?? []).map(({ line, message, code }) => {
    const place = typeof line === "number" ? `line ${line}: ` : "";
    return place + trimmed(message ?? code ?? "no reason is given", key);
  });
  const more = reasons.length > 3 ? `; and ${reasons.length - 3} more` : "";
  return {
    state: status === "failed" ? "refused" : ENDED.has(status) ? "ended" : "under way",
    said: trimmed(status, key),
    answered: request_counts?.completed ?? 0,
    failed: request_counts?.failed ?? 0,
    reason: status === "failed" ? reasons.slice(0, 3).join("; ") + more || status : null,
  };
}

async function* results(
  batch: string,
  signal: AbortSignal,
  tools: BatchTools,
  { once, open }: { readonly once: Client; readonly open: Client },
): AsyncGenerator<BatchResult> {
  const { output_file_id, error_file_id } = await throughPackage(
    tools,
    signal,
    async () => read(files, await (await once(signal)).batches.retrieve(batch), A_BATCH),
  );
  for (const file of [output_file_id, error_file_id]) {
    if (!file) continue;
    const response = await throughPackage(
      tools,
      signal,
      async () => (await open(signal)).files.content(file),
    );
    yield* resultsIn(response, (line) => resultOf(line, tools), tools, signal);
  }
}

const A_BATCH = "a batch";

const named = z.object({ id: z.string().min(1) });

const listed = named.extend({
  created_at: z.number(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

const mistake = z.object({
  line: z.number().nullish(),
  message: z.string().nullish(),
  code: z.string().nullish(),
});

const standing = z.object({
  status: z.string(),
  request_counts: z.object({ completed: z.number(), failed: z.number() }).nullish(),
  errors: z.object({ data: z.array(mistake).nullish() }).nullish(),
});

const files = z.object({
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
});

const resultLine = z.object({
  custom_id: z.string(),
  response: z.object({ status_code: z.number(), body: z.unknown() }).nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

const said = z.object({ error: z.object({ code: z.string().nullish() }) });

function resultOf(line: unknown, tools: BatchTools): BatchResult | undefined {
  const { data } = resultLine.safeParse(line);
  // A line that names no request is about none of ours.
  if (data === undefined) return undefined;
  const { custom_id: id, response, error } = data;
  if (!response) {
    return { id, error: notAsked(tools, error?.message ?? error?.code ?? "it was not asked") };
  }
  const { status_code: status, body } = response;
  if (status !== 200) {
    const code = said.safeParse(body).data?.error.code ?? undefined;
    return { id, error: itemFailure(tools, { status, code, body }) };
  }
  try {
    return { id, reply: openaiReply(body, tools.id) };
  } catch (cause) {
    return { id, error: unreadable(tools, cause) };
  }
}
