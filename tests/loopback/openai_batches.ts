import type { Batch, BatchDesk, Item, Means, Result } from "./batch_desk.ts";
import type { Step } from "./batch_behaviour.ts";
import { ids, type Place } from "./batch_place.ts";
import { id } from "./ids.ts";
import { openai } from "./openai.ts";
import { invalid, missing } from "./openai_errors.ts";
import { isJson, type Json, type Problem } from "./wire.ts";

/** What OpenAI has at a path about batches and their files; undefined where there is nothing. */
export function openaiPlace(method: string, path: string): Place | undefined {
  const [, part, one, more] = /\/(batches|files)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(path) ?? [];
  const step = stepOf(method, part, one, more);
  if (step === undefined) return undefined;
  const name = one ?? "";
  return {
    wire: openai,
    step,
    serve: (desk, call, means) => steps[step](desk, { name, ...call }, means),
  };
}

function stepOf(method: string, part?: string, one?: string, more?: string): Step | undefined {
  if (part === "files") {
    if (method === "POST" && one === undefined) return "upload";
    return method === "GET" && more === "content" ? "results" : undefined;
  }
  if (part !== "batches" || more !== undefined) return undefined;
  if (one !== undefined) return method === "GET" ? "look" : undefined;
  return method === "POST" ? "create" : method === "GET" ? "list" : undefined;
}

interface Asked {
  readonly name: string;
  readonly text: string;
  readonly type: string;
  readonly query: URLSearchParams;
}

type Serve = (desk: BatchDesk, asked: Asked, means: Means) => Promise<Json | string | Problem>;

const steps: Readonly<Record<Step, Serve>> = {
  list: async (desk, { query }, means) => {
    const { data, more } = await desk.page(query, query.get("after"), openai, means);
    return { object: "list", data: data.map(shown), ...ids(data), has_more: more };
  },
  upload: async (desk, { text, type }) => {
    const form = await new Response(text, { headers: { "content-type": type } }).formData();
    const [purpose, file] = [form.get("purpose"), form.get("file")];
    if (!(file instanceof File)) return missing("file");
    if (purpose !== "batch") return invalid(`'${purpose}' is not one of ['batch']`, "purpose");
    const name = id("file-", desk.files.size, 22);
    desk.files.set(name, await file.text());
    const { size: bytes, name: filename } = file;
    const created_at = seconds(Date.now());
    return { id: name, object: "file", bytes, created_at, filename, purpose, status: "processed" };
  },
  create: (desk, { text }, means) => Promise.resolve(create(desk, JSON.parse(text), means)),
  look: async (desk, { name }, means) => {
    const batch = desk.find(name);
    if (batch === undefined) {
      return { ...invalid(`No batch found with id '${name}'.`), status: 404 };
    }
    await desk.look(batch, openai, means);
    return shown(batch);
  },
  results: (desk, { name }) => {
    const [, kind, key = ""] = /^file-(out|err)-(.*)$/.exec(name) ?? [];
    const batch = desk.find(key);
    if (batch === undefined) {
      return Promise.resolve({ ...invalid(`No such File object: ${name}`, "id"), status: 404 });
    }
    const wanted = batch.results.filter((result) => isAnswered(result) === (kind === "out"));
    return Promise.resolve(wanted.map((result) => `${JSON.stringify(line(result))}\n`).join(""));
  },
};

function create(desk: BatchDesk, body: Json, { settled }: Means): Json | Problem {
  for (const key of ["input_file_id", "endpoint", "completion_window"]) {
    if (typeof body[key] !== "string") return missing(key);
  }
  if (body.completion_window !== "24h") {
    return invalid("Invalid value: supported values are: '24h'.", "completion_window");
  }
  const text = desk.files.get(String(body.input_file_id));
  if (text === undefined) {
    return { ...invalid("No such File object", "input_file_id"), status: 404 };
  }
  const { items, mistakes } = itemsOf(text, body.endpoint);
  const found = settled.batch.invalid?.(desk.batches.length) ?? mistakes;
  const metadata = body.metadata ?? null;
  const more = { metadata, file: body.input_file_id, errors: found };
  const batch = desk.take(id("batch_", desk.batches.length, 24), openai, items, more);
  if (found.length > 0) batch.state = "failed";
  // The mistakes of a file are told later: it is validated after it was taken.
  return { ...shown(batch), status: "validating", errors: null };
}

function itemsOf(text: string, endpoint: unknown) {
  const items: Item[] = [];
  const mistakes: { code: string; message: string; line: number }[] = [];
  const seen = new Set<string>();
  const models = new Set<unknown>();
  for (const [at, one] of text.split("\n").filter((line) => line !== "").entries()) {
    const wrong = (code: string, message: string) => mistakes.push({ code, message, line: at + 1 });
    const entry: unknown = JSON.parse(one);
    if (!isJson(entry) || typeof entry.custom_id !== "string" || !isJson(entry.body)) {
      wrong("invalid_json_line", "This line is not parseable as valid JSON.");
      continue;
    }
    models.add(entry.body.model);
    if (seen.has(entry.custom_id)) {
      wrong(
        "duplicate_custom_id",
        "The custom_id for this request is a duplicate of another request.",
      );
    }
    if (entry.method !== "POST") wrong("invalid_method", "The method must be POST.");
    if (entry.url !== endpoint) {
      wrong(
        "mismatched_endpoint",
        "The URL provided for this request does not match the batch endpoint.",
      );
    }
    if (models.size > 1) {
      wrong("mismatched_model", "The provided model differs from that of the batch.");
    }
    seen.add(entry.custom_id);
    items.push({ id: entry.custom_id, body: entry.body });
  }
  if (items.length === 0) {
    mistakes.push({ code: "empty_file", message: "The file is empty.", line: 0 });
  }
  return { items, mistakes };
}

function shown(batch: Batch): Json {
  const { state, results, more, items, created } = batch;
  const answered = results.filter(isAnswered).length;
  const isExpired = results.some(({ end }) => end.kind === "expired");
  const isCancelled = results.some(({ end }) => end.kind === "canceled");
  const ended = isExpired ? "expired" : isCancelled ? "cancelled" : "completed";
  const counts = { total: items.length, completed: answered, failed: results.length - answered };
  return {
    ...{ id: batch.id, object: "batch", endpoint: "/v1/chat/completions" },
    errors: state === "failed" ? { object: "list", data: more.errors } : null,
    ...{ input_file_id: more.file, completion_window: "24h", metadata: more.metadata },
    status: state === "ended" ? ended : state === "failed" ? "failed" : "in_progress",
    output_file_id: answered > 0 ? `file-out-${batch.id}` : null,
    error_file_id: results.length > answered ? `file-err-${batch.id}` : null,
    created_at: seconds(created),
    expires_at: seconds(created) + 86_400,
    request_counts: state === "failed" ? { total: 0, completed: 0, failed: 0 } : counts,
  };
}

function isAnswered({ end }: Result): boolean {
  return end.kind === "answered";
}

/** A line of a file of results. */
function line({ id: custom_id, number, end }: Result): Json {
  const head = { id: id("batch_req_", number, 24), custom_id };
  const request_id = id("", number, 32);
  if (end.kind === "answered") {
    return { ...head, response: { status_code: 200, request_id, body: end.body }, error: null };
  }
  if (end.kind === "refused") {
    const { status: status_code, error } = end.problem;
    return { ...head, response: { status_code, request_id, body: { error } }, error: null };
  }
  const error = end.kind === "expired"
    ? {
      code: "batch_expired",
      message: "This request could not be executed before the completion window expired.",
    }
    : {
      code: "batch_cancelled",
      message: "This request was not executed before the batch was cancelled.",
    };
  return { ...head, response: null, error };
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}
