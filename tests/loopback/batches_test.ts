import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { type Loopback, type Options, startLoopback } from "./service.ts";

function openai({ url }: Loopback): OpenAI {
  return new OpenAI({ apiKey: "test-key", baseURL: `${url}/v1`, maxRetries: 0 });
}

function anthropic({ url }: Loopback): Anthropic {
  const headers = { "anthropic-version": "2023-06-01" };
  return new Anthropic({
    ...{ apiKey: "test-key", baseURL: url, maxRetries: 0, defaultHeaders: headers },
  });
}

function check(name: string, options: Options, body: (loop: Loopback) => Promise<void>): void {
  // The packages keep their connections open.
  Deno.test({ name, sanitizeOps: false, sanitizeResources: false }, async () => {
    await using loop = startLoopback(options);
    await body(loop);
  });
}

const hello = [{ role: "user" as const, content: "Hello" }];

function file(lines: readonly unknown[]): File {
  return new File([lines.map((line) => `${JSON.stringify(line)}\n`).join("")], "in.jsonl");
}

function line(custom_id: string, body: Record<string, unknown> = {}) {
  const whole = { model: "gpt-4o-mini", messages: hello, ...body };
  return { custom_id, method: "POST", url: "/v1/chat/completions", body: whole };
}

const twoLooks = { batch: { looks: 1 }, models: ["gpt-4o-mini"] } as const;

check(
  "startLoopback() goes the way of OpenAI's batches as the SDK does",
  twoLooks,
  async (loop) => {
    const { batches, files } = openai(loop);
    const lines = [line("a"), line("b", { model: "gpt-4o-mini", messages: 7 })];
    const input = await files.create({ file: file(lines), purpose: "batch" });
    const made = await batches.create({
      ...{ input_file_id: input.id, endpoint: "/v1/chat/completions", completion_window: "24h" },
      metadata: { mine: "yes" },
    });
    assert.deepEqual([made.object, made.status, made.metadata], ["batch", "validating", {
      mine: "yes",
    }]);
    assert.equal((await batches.retrieve(made.id)).status, "in_progress");
    const ended = await batches.retrieve(made.id);
    assert.equal(ended.status, "completed");
    assert.deepEqual(ended.request_counts, { total: 2, completed: 1, failed: 1 });
    const read = async (id = "") =>
      (await (await files.content(id)).text()).trim().split("\n").map((one) => JSON.parse(one));
    const [answered] = await read(ended.output_file_id);
    assert.deepEqual([answered.custom_id, answered.response.status_code, answered.error], [
      ...["a", 200, null],
    ]);
    assert.equal(answered.response.body.object, "chat.completion");
    const [refused] = await read(ended.error_file_id);
    assert.equal(refused.response.status_code, 400);
    assert.equal(refused.response.body.error.param, "messages");
    const listed = [];
    for await (const { id } of batches.list({ limit: 1 })) listed.push(id);
    assert.deepEqual(listed, [made.id]);
  },
);

check(
  "startLoopback() finds what is wrong with a file of OpenAI's, and takes it all the same",
  {},
  async (loop) => {
    const { batches, files } = openai(loop);
    const lines = [
      line("a"),
      line("a"),
      { ...line("c"), url: "/v1/embeddings" },
      line("d", {
        model: "gpt-4o",
      }),
    ];
    const input = await files.create({ file: file(lines), purpose: "batch" });
    const body = { endpoint: "/v1/chat/completions", completion_window: "24h" } as const;
    const { id } = await batches.create({ input_file_id: input.id, ...body });
    const { status, errors } = await batches.retrieve(id);
    assert.equal(status, "failed");
    assert.deepEqual(errors?.data?.map(({ code, line }) => [code, line]), [
      ["duplicate_custom_id", 2],
      ["mismatched_endpoint", 3],
      ["mismatched_model", 4],
    ]);
    await assert.rejects(batches.create({ input_file_id: "file-none", ...body }), /404/);
  },
);

check("startLoopback() goes the way of message batches as the SDK does", {
  batch: {
    looks: 1,
    lost: ({ system }) => system === "late" ? "expired" : system === "off" ? "canceled" : null,
  },
}, async (loop) => {
  const { messages: { batches } } = anthropic(loop);
  const params = { model: "claude-haiku-4-5", max_tokens: 20, messages: hello };
  const made = await batches.create({
    requests: [
      { custom_id: "a", params },
      { custom_id: "b", params: { ...params, system: "late" } },
      { custom_id: "c", params: { ...params, system: "off" } },
      { custom_id: "d", params: { ...params, max_tokens: -1 } },
    ],
  });
  assert.deepEqual([made.processing_status, made.request_counts.processing], ["in_progress", 4]);
  assert.equal((await batches.retrieve(made.id)).results_url, null);
  const ended = await batches.retrieve(made.id);
  assert.deepEqual(ended.request_counts, {
    ...{ processing: 0, succeeded: 1, errored: 1, canceled: 1, expired: 1 },
  });
  const path = `/v1/messages/batches/${made.id}/results`;
  const text = await (await anthropic(loop).get(path).asResponse()).text();
  const results = text.trim().split("\n").map((one) => JSON.parse(one));
  assert.deepEqual(results.map(({ custom_id, result: { type } }) => [custom_id, type]), [
    ["d", "errored"],
    ["c", "canceled"],
    ["b", "expired"],
    ["a", "succeeded"],
  ]);
  assert.equal(results[0].result.error.error.type, "invalid_request_error");
  assert.equal(results[3].result.message.type, "message");
});

check("startLoopback() refuses message batches for their form alone", {}, async (loop) => {
  const { messages: { batches } } = anthropic(loop);
  const params = { model: "claude-haiku-4-5", max_tokens: 20, messages: hello };
  const refused = async (ids: readonly string[]) => {
    const requests = ids.map((custom_id) => ({ custom_id, params }));
    return await batches.create({ requests }).then(() => "taken", ({ message }) => message);
  };
  assert.match(await refused(["a", "a"]), /requests\.1\.custom_id: must be unique/);
  assert.match(await refused(["a b"]), /requests\.0\.custom_id: String should match/);
  assert.match(await refused(["a".repeat(65)]), /requests\.0\.custom_id: String should match/);
  assert.match(await refused([]), /at least one/);
  assert.equal(await refused(["a"]), "taken");
});

check(
  "startLoopback() lists each provider's batches apart, page by page, newest first",
  {},
  async (loop) => {
    const { messages: { batches } } = anthropic(loop);
    const params = { model: "claude-haiku-4-5", max_tokens: 20, messages: hello };
    const made = [];
    for (const custom_id of ["a", "b", "c"]) {
      made.unshift((await batches.create({ requests: [{ custom_id, params }] })).id);
    }
    const listed = [];
    for await (const { id } of batches.list({ limit: 2 })) listed.push(id);
    assert.deepEqual(listed, made);
    assert.deepEqual((await openai(loop).batches.list()).data, []);
  },
);
