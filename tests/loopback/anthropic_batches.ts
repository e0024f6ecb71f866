import { anthropic } from "./anthropic.ts";
import { invalid, required } from "./anthropic_errors.ts";
import type { Batch, BatchDesk, Item, Means, Result } from "./batch_desk.ts";
import type { Step } from "./batch_behaviour.ts";
import { ids, type Place } from "./batch_place.ts";
import { id } from "./ids.ts";
import { isJson, type Json, type Problem } from "./wire.ts";

/** What Anthropic has at a path about message batches; undefined where there is nothing. */
export function anthropicPlace(method: string, path: string): Place | undefined {
  const [found, one, more] = /\/messages\/batches(?:\/([^/]+))?(?:\/(results))?$/.exec(path) ?? [];
  if (found === undefined) return undefined;
  const step = one === undefined
    ? method === "POST" ? "create" : "list"
    : more === undefined
    ? "look"
    : "results";
  const name = one ?? "";
  return {
    wire: anthropic,
    step,
    serve: (desk, call, means) => steps[step](desk, { name, ...call }, means),
  };
}

interface Asked {
  readonly name: string;
  readonly text: string;
  readonly query: URLSearchParams;
}

type Serve = (desk: BatchDesk, asked: Asked, means: Means) => Promise<Json | string | Problem>;

const steps: Readonly<Record<Exclude<Step, "upload">, Serve>> = {
  list: async (desk, { query }, means) => {
    const { data, more } = await desk.page(query, query.get("after_id"), anthropic, means);
    return { data: data.map(shown), has_more: more, ...ids(data) };
  },
  create: (desk, { text }) => Promise.resolve(create(desk, JSON.parse(text))),
  look: async (desk, { name }, means) => {
    const batch = desk.find(name);
    if (batch === undefined) return absent(name);
    await desk.look(batch, anthropic, means);
    return shown(batch);
  },
  results: (desk, { name }) => {
    const batch = desk.find(name);
    if (batch === undefined) return Promise.resolve(absent(name));
    if (batch.state !== "ended") {
      return Promise.resolve({
        ...invalid("Results are not available: the batch has not finished processing."),
        status: 404,
      });
    }
    return Promise.resolve(
      batch.results.map((result) => `${JSON.stringify(line(result))}\n`).join(""),
    );
  },
};

function absent(name: string): Problem {
  return { status: 404, error: { type: "not_found_error", message: `Not found: ${name}` } };
}

/** What a request asks is looked at later: a batch is refused for its form alone. */
function create(desk: BatchDesk, body: Json): Json | Problem {
  const { requests } = body;
  const stranger = Object.keys(body).find((key) => key !== "requests");
  if (stranger !== undefined) return invalid(`${stranger}: Extra inputs are not permitted`);
  if (!Array.isArray(requests)) return required("requests");
  if (requests.length === 0) return invalid("requests: at least one request is required");
  const items: Item[] = [];
  const seen = new Set<string>();
  for (const [at, entry] of requests.entries()) {
    if (!isJson(entry) || !isJson(entry.params)) return required(`requests.${at}.params`);
    const name = entry.custom_id;
    if (typeof name !== "string" || !/^[a-zA-Z0-9_-]{1,64}$/.test(name)) {
      const form = "^[a-zA-Z0-9_-]{1,64}$";
      return invalid(`requests.${at}.custom_id: String should match pattern '${form}'`);
    }
    if (seen.has(name)) return invalid(`requests.${at}.custom_id: must be unique within the batch`);
    seen.add(name);
    items.push({ id: name, body: entry.params });
  }
  return shown(desk.take(id("msgbatch_01", desk.batches.length, 22), anthropic, items, {}));
}

function shown({ id, state, items, results, created }: Batch): Json {
  const isEnded = state === "ended";
  const count = (kind: Result["end"]["kind"]) =>
    results.filter(({ end }) => end.kind === kind).length;
  const lost = isEnded ? items.length - results.length : 0;
  return {
    id,
    type: "message_batch",
    processing_status: isEnded ? "ended" : "in_progress",
    request_counts: {
      processing: isEnded ? 0 : items.length,
      succeeded: count("answered") + lost,
      errored: count("refused"),
      canceled: count("canceled"),
      expired: count("expired"),
    },
    ended_at: isEnded ? new Date(created).toISOString() : null,
    created_at: new Date(created).toISOString(),
    expires_at: new Date(created + 86_400_000).toISOString(),
    archived_at: null,
    cancel_initiated_at: null,
    results_url: isEnded ? `https://api.anthropic.com/v1/messages/batches/${id}/results` : null,
  };
}

/** A line of the results. */
function line({ id: custom_id, number, end }: Result): Json {
  if (end.kind === "answered") {
    return { custom_id, result: { type: "succeeded", message: end.body } };
  }
  if (end.kind !== "refused") return { custom_id, result: { type: end.kind } };
  const request_id = id("req_011C", number, 20);
  const error = { type: "error", error: end.problem.error, request_id };
  return { custom_id, result: { type: "errored", error } };
}
