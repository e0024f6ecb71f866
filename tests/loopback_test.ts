import Anthropic from "@anthropic-ai/sdk";
import fc from "fast-check";
import assert from "node:assert/strict";
import OpenAI from "openai";
import * as z from "zod";
import { fill } from "./loopback/fill.ts";
import { type Fault, goDuration } from "./loopback/faults.ts";
import type { Normalised } from "./loopback/request.ts";
import { type Loopback, type Options, startLoopback } from "./loopback/service.ts";
import { promptTokens, tokens } from "./loopback/tokens.ts";

type Body = Record<string, unknown>;
type Answered = { status: number; headers: Headers; text: string; body: Body };

const gpt = "gpt-4o-mini";
const haiku = "claude-haiku-4-5";
const hello = [{ role: "user" as const, content: "Hello, do you like tea?" }];
const closed = {
  type: "object" as const,
  properties: {
    tier: { type: "string", enum: ["free", "pro", "team"] },
    why: { type: "string" },
    score: { type: "integer" },
  },
  required: ["tier", "why", "score"],
  additionalProperties: false,
};

/** A test under Deno's sanitizers, whatever the configuration says, with a service of its own. */
function check(name: string, options: Options, body: (loop: Loopback) => Promise<void>): void {
  Deno.test({
    name,
    sanitizeOps: true,
    sanitizeResources: true,
    async fn() {
      await using loop = startLoopback(options);
      await body(loop);
    },
  });
}

function openai(loop: Loopback, path = "/v1", apiKey = "test-key"): OpenAI {
  return new OpenAI({ apiKey, baseURL: loop.url + path, maxRetries: 0, timeout: 10_000 });
}

function anthropic(loop: Loopback, apiKey = "test-key"): Anthropic {
  const baseURL = loop.url;
  return new Anthropic({ apiKey, baseURL, maxRetries: 0, timeout: 10_000, authToken: null });
}

async function post(
  loop: Loopback,
  path: string,
  body: unknown,
  headers: Body = {},
): Promise<Answered> {
  const answer = await fetch(loop.url + path, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers: { "content-type": "application/json", ...headers as Record<string, string> },
  });
  const text = await answer.text();
  const json = answer.headers.get("content-type") === "application/json";
  return { status: answer.status, headers: answer.headers, text, body: json ? parse(text) : {} };
}

function parse(text: string): Body {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function chat(loop: Loopback, more: Body = {}, path = "/v1/chat/completions"): Promise<Answered> {
  const body = without({ model: gpt, messages: hello, ...more });
  return post(loop, path, body, { authorization: "Bearer test-key" });
}

function message(loop: Loopback, more: Body = {}, headers: Body = {}): Promise<Answered> {
  const body = without({ model: haiku, max_tokens: 1024, messages: hello, ...more });
  const usual = { "x-api-key": "test-key", "anthropic-version": "2023-06-01" };
  return post(loop, "/v1/messages", body, without({ ...usual, ...headers }) as Body);
}

/** Leaves out what is null: how a table row takes a parameter away. */
function without(body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}

function error(answered: Answered): Body {
  return answered.body.error as Body;
}

/** Answers every request with the fault, or with what the table says for it. */
function always(fault: Fault): Options {
  return { fault: () => fault };
}

// OpenAI: answers

check("startLoopback() answers Chat Completions as the SDK reads them", {}, async (loop) => {
  const messages = [{ role: "system" as const, content: "You are Ada." }, ...hello];
  const { data, response, request_id } = await openai(loop).chat.completions
    .create({ model: gpt, messages, seed: 7, temperature: 0.5, max_completion_tokens: 500 })
    .withResponse();
  const [choice] = data.choices;
  assert.match(data.id, /^chatcmpl-\w{29}$/);
  assert.equal(data.object, "chat.completion");
  assert.equal(data.model, "gpt-4o-mini-2024-07-18");
  assert.equal(choice?.finish_reason, "stop");
  assert.equal(choice?.message.refusal, null);
  const said = choice?.message.content ?? "";
  assert.ok(said.length > 10);
  assert.equal(data.usage?.prompt_tokens, Math.ceil((12 + 23) / 4));
  assert.equal(data.usage?.completion_tokens, tokens(said));
  assert.equal(data.usage?.total_tokens, 9 + tokens(said));
  assert.equal(data.usage?.prompt_tokens_details?.cached_tokens, 0);
  assert.match(request_id ?? "", /^req_\w{32}$/);
  assert.equal(response.headers.get("x-ratelimit-remaining-requests"), "9999");
  assert.match(response.headers.get("x-ratelimit-reset-tokens") ?? "", /^\d+ms$/);
});

check("startLoopback() fills an OpenAI JSON Schema", {}, async (loop) => {
  const json_schema = { name: "answer", strict: true, schema: closed };
  const made = await openai(loop).chat.completions.parse({
    model: "gpt-5-mini",
    messages: hello,
    response_format: { type: "json_schema", json_schema },
  });
  const text = made.choices[0]?.message.content ?? "";
  z.fromJSONSchema(closed as z.core.JSONSchema.JSONSchema).parse(JSON.parse(text));
  assert.deepEqual(made.choices[0]?.message.parsed, JSON.parse(text));
});

check(
  "startLoopback() calls an OpenAI function, and ends a named one with stop",
  {},
  async (loop) => {
    const tools = [{
      type: "function" as const,
      function: { name: "record", parameters: closed, strict: true },
    }];
    const call = async (tool_choice: OpenAI.ChatCompletionToolChoiceOption) => {
      const made = await openai(loop).chat.completions
        .create({ model: gpt, messages: hello, tools, tool_choice });
      return made.choices[0];
    };
    const named = await call({ type: "function", function: { name: "record" } });
    assert.equal(named?.finish_reason, "stop");
    assert.equal(named?.message.content, null);
    const [made] = named?.message.tool_calls ?? [];
    assert.ok(made?.type === "function");
    assert.match(made.id, /^call_\w{24}$/);
    z.fromJSONSchema(closed as z.core.JSONSchema.JSONSchema).parse(
      JSON.parse(made.function.arguments),
    );
    assert.equal((await call("required"))?.finish_reason, "tool_calls");
    assert.equal((await call("none"))?.message.tool_calls, undefined);
  },
);

check("startLoopback() answers a JSON object, several choices and a limit", {}, async (loop) => {
  const object = await chat(loop, {
    messages: [{ role: "user", content: "As JSON please" }],
    response_format: { type: "json_object" },
  });
  const [first] = object.body.choices as [{ message: { content: string } }];
  assert.equal(typeof JSON.parse(first.message.content), "object");
  const three = await openai(loop).chat.completions.create({ model: gpt, messages: hello, n: 3 });
  assert.deepEqual(three.choices.map((each) => each.index), [0, 1, 2]);
  const short = await openai(loop).chat.completions
    .create({ model: gpt, messages: hello, max_tokens: 4 });
  assert.equal(short.choices[0]?.finish_reason, "length");
  assert.equal(short.choices[0]?.message.content?.length, 16);
  assert.equal(short.usage?.completion_tokens, 4);
});

check("startLoopback() says what an answerer says, in OpenAI's form", {}, async (loop) => {
  const ask = async (answer: Options["answer"], more: Body = {}) => {
    loop.setBehaviour({ answer: answer ?? (() => "") });
    return await chat(loop, more);
  };
  const refused = (await ask(() => ({ refusal: "No." }))).body.choices as [Body];
  assert.deepEqual(refused[0].message, {
    role: "assistant",
    content: null,
    refusal: "No.",
    annotations: [],
  });
  const filtered = await ask(() => ({ text: "", stop: "content_filter" }));
  assert.equal((filtered.body.choices as [Body])[0].finish_reason, "content_filter");
  const cut = (await ask(() => ({ truncated: '{"tier":' }))).body.choices as [Body];
  assert.equal(cut[0].finish_reason, "length");
  const thought = await ask(() => ({ data: { a: 1 }, thinking: "Hmm, well." }));
  const usage = thought.body.usage as {
    completion_tokens_details: Body;
    completion_tokens: number;
  };
  assert.equal(usage.completion_tokens_details.reasoning_tokens, 3);
  assert.equal(usage.completion_tokens, 3 + 2);
  assert.equal((await ask(() => ({ raw: "not json" }))).text, "not json");
  await assert.rejects(
    openai(loop).chat.completions.create({ model: gpt, messages: hello }),
    SyntaxError,
  );
});

check("startLoopback() caches long OpenAI prompts in steps of 128", {}, async (loop) => {
  const messages = [{ role: "system", content: "x".repeat(4 * 1100) }, ...hello];
  const cached = async () => {
    const { usage } = (await chat(loop, { messages })).body as {
      usage: { prompt_tokens: number; prompt_tokens_details: Body };
    };
    return [usage.prompt_tokens, usage.prompt_tokens_details.cached_tokens];
  };
  assert.deepEqual(await cached(), [1106, 0]);
  assert.deepEqual(await cached(), [1106, 1024]);
});

// OpenAI: refusals of the endpoint

const tool = { type: "function", function: { name: "f", parameters: closed } };

/** [what is sent, param, code, the start of the message] */
// deno-fmt-ignore
const openaiFaults: readonly (readonly [Body, string | null, string | null, string])[] = [
  [{ model: undefined }, null, null, "you must provide a model parameter"],
  [{ messages: undefined }, "messages", "missing_required_parameter", "Missing required parameter: 'messages'."],
  [{ messages: [] }, "messages", "empty_array", "Invalid 'messages': empty array."],
  [{ messages: "hi" }, "messages", "invalid_type", "Invalid type for 'messages': expected an array of objects, but got a string instead."],
  [{ messages: [{ content: "x" }] }, "messages[0].role", "missing_required_parameter", "Missing required"],
  [{ messages: [{ role: "bogus", content: "x" }] }, "messages[0].role", "invalid_value", "Invalid value: 'bogus'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'."],
  [{ messages: [{ role: "user", content: 7 }] }, "messages[0].content", "invalid_type", "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer"],
  [{ messages: [{ role: "user" }] }, "messages.[0].content", null, "Invalid value for 'content': expected a string, got null."],
  [{ messages: [...hello, { role: "tool", tool_call_id: "c", content: "x" }] }, "messages.[1].role", null, "Invalid parameter: messages with role 'tool' must be a response"],
  [{ messages: [...hello, { role: "assistant", content: null, tool_calls: [{ id: "c1", type: "function", function: { name: "f", arguments: "{}" } }] }, ...hello] }, "messages.[1].role", null, "An assistant message with 'tool_calls' must be followed by tool messages"],
  [{ zzz: 1, n: "2" }, "zzz", "unknown_parameter", "Unknown parameter: 'zzz'."],
  [{ n: 0 }, "n", "integer_below_min_value", "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead."],
  [{ temperature: 3 }, "temperature", "decimal_above_max_value", "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead."],
  [{ temperature: "hot" }, "temperature", "invalid_type", "Invalid type for 'temperature': expected a decimal, but got a string instead."],
  [{ seed: 1.5 }, "seed", "invalid_type", "Invalid type for 'seed': expected an integer, but got a decimal number instead."],
  [{ model: "gpt-5-mini", max_tokens: 9 }, "max_tokens", "unsupported_parameter", "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."],
  [{ model: "o4-mini", temperature: 0.5 }, "temperature", "unsupported_value", "Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported."],
  [{ response_format: {} }, "response_format.type", "missing_required_parameter", "Missing required"],
  [{ response_format: { type: "json_object" } }, "messages", null, "'messages' must contain the word 'json' in some form"],
  [{ response_format: { type: "json_schema", json_schema: {} } }, "response_format.json_schema.name", "missing_required_parameter", "Missing required"],
  [{ tool_choice: "auto" }, "tool_choice", null, "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified."],
  [{ tools: [tool], tool_choice: { type: "function", function: { name: "g" } } }, "function_call", null, "Invalid value for 'function_call': no function named 'g'"],
  [{ tools: [{ type: "function" }] }, "tools[0].function", "missing_required_parameter", "Missing required"],
];

check("startLoopback() refuses what Chat Completions refuses, in its words", {}, async (loop) => {
  for (const [more, param, code, text] of openaiFaults) {
    const answered = await chat(loop, more);
    const found = error(answered);
    const sent = JSON.stringify(more);
    assert.equal(answered.status, 400, sent);
    assert.deepEqual(
      [found.type, found.param, found.code],
      ["invalid_request_error", param, code],
      sent,
    );
    assert.ok(String(found.message).startsWith(text), `${sent}: ${found.message}`);
  }
  assert.equal((await chat(loop, { model: "o4-mini", temperature: 1 })).status, 200);
  const mild = { model: "gpt-5.6-terra", temperature: 0.5, reasoning_effort: "none" };
  assert.equal((await chat(loop, mild)).status, 200);
  const turns = [...hello, { role: "assistant", content: "Yes, and" }];
  assert.equal((await chat(loop, { messages: turns })).status, 200);
});

/** [a schema, what strict mode has against it] */
// deno-fmt-ignore
const strictFaults: readonly (readonly [Body, string])[] = [
  [{ ...closed, additionalProperties: undefined }, "In context=(), 'additionalProperties' is required to be supplied and to be false."],
  [{ ...closed, required: ["tier", "why"] }, "In context=(), 'required' is required to be supplied and to be an array including every key in properties. Missing 'score'."],
  [nested({ type: "object", properties: {} }), "In context=('properties', 'a'), 'additionalProperties' is required"],
  [nested({ type: "array", items: { type: "string" }, uniqueItems: true }), "In context=('properties', 'a'), 'uniqueItems' is not permitted."],
  [nested({ oneOf: [{ type: "string" }] }), "In context=('properties', 'a'), 'oneOf' is not permitted."],
  [nested({ description: "anything" }), "In context=('properties', 'a'), schema must have a 'type' key."],
  [{ ...nested({ $ref: "#/$defs/x", description: "x" }), $defs: { x: { type: "null" } } }, "In context=('properties', 'a'), $ref cannot have keywords {'description'}."],
  [{ type: "array", items: { type: "string" } }, "schema must be a JSON Schema of 'type: \"object\"', got 'type: \"array\"'."],
];

function nested(schema: Body): Body {
  return {
    type: "object",
    properties: { a: schema },
    required: ["a"],
    additionalProperties: false,
  };
}

check(
  "startLoopback() holds a strict OpenAI schema to the rules, and only a strict one",
  {},
  async (loop) => {
    for (const [schema, fault] of strictFaults) {
      const format = (strict: boolean) => ({
        response_format: { type: "json_schema", json_schema: { name: "x", strict, schema } },
      });
      const found = error(await chat(loop, format(true)));
      assert.equal(found.param, "response_format");
      const start = `Invalid schema for response_format 'x': ${fault}`;
      assert.ok(String(found.message).startsWith(start), String(found.message));
      assert.equal((await chat(loop, format(false))).status, 200, fault);
      const made = { ...tool, function: { name: "f", strict: true, parameters: schema } };
      assert.equal(error(await chat(loop, { tools: [made] })).code, "invalid_function_parameters");
    }
  },
);

check(
  "startLoopback() answers every OpenAI-compatible path, the vendors' more freely",
  {},
  async (loop) => {
    for (const path of ["/v1", "", "/v1beta/openai", "/api/v1", "/openai/v1"]) {
      const made = await openai(loop, path).chat.completions.create({
        model: gpt,
        messages: hello,
      });
      assert.equal(made.object, "chat.completion");
    }
    const free = { model: "gpt-5", max_tokens: 50, temperature: 0.2, top_k: 3 };
    assert.equal((await chat(loop, free, "/api/v1/chat/completions")).status, 200);
    assert.equal((await chat(loop, {}, "/v1/chat/nothing")).status, 404);
    assert.deepEqual(loop.requests.at(-1)?.path, "/v1/chat/nothing");
  },
);

// Anthropic: answers

check("startLoopback() answers Messages as the SDK reads them", {}, async (loop) => {
  const { data, response, request_id } = await anthropic(loop).messages
    .create({ model: haiku, max_tokens: 500, system: "You are Ada.", messages: hello })
    .withResponse();
  const [block] = data.content;
  assert.ok(block?.type === "text");
  assert.match(data.id, /^msg_01\w{22}$/);
  assert.deepEqual([data.type, data.role, data.model], [
    "message",
    "assistant",
    "claude-haiku-4-5-20251001",
  ]);
  assert.deepEqual([data.stop_reason, data.stop_sequence, data.stop_details], [
    "end_turn",
    null,
    null,
  ]);
  assert.equal(data.usage.input_tokens, Math.ceil((12 + 23) / 4));
  assert.equal(data.usage.output_tokens, tokens(block.text));
  assert.match(request_id ?? "", /^req_\w+$/);
  assert.match(
    response.headers.get("anthropic-ratelimit-requests-reset") ?? "",
    /^\d{4}-.*T.*\dZ$/,
  );
  const [sent] = loop.requests;
  assert.equal(sent?.headers["authorization"], "Bearer test-key");
  assert.equal(sent?.headers["anthropic-version"], "2026-10-21");
});

check("startLoopback() fills an Anthropic output format", {}, async (loop) => {
  const format = { type: "json_schema" as const, schema: closed };
  const made = await anthropic(loop).messages.parse({
    model: "claude-opus-5-5",
    max_tokens: 500,
    messages: hello,
    output_config: { format },
  });
  z.fromJSONSchema(closed as z.core.JSONSchema.JSONSchema).parse(made.parsed_output);
  assert.equal(made.stop_reason, "end_turn");
});

check(
  "startLoopback() uses an Anthropic tool; the newest models take no forced one",
  {},
  async (loop) => {
    const tools = [{ name: "record", input_schema: closed }];
    const use = (model: string, tool_choice: Anthropic.ToolChoice) =>
      anthropic(loop).messages.create({
        model,
        max_tokens: 500,
        messages: hello,
        tools,
        tool_choice,
      });
    const made = await use(haiku, { type: "tool", name: "record" });
    const [block] = made.content;
    assert.ok(block?.type === "tool_use");
    assert.match(block.id, /^toolu_01\w{22}$/);
    assert.equal(made.stop_reason, "tool_use");
    z.fromJSONSchema(closed as z.core.JSONSchema.JSONSchema).parse(block.input);
    for (const model of ["claude-opus-5-5", "claude-sonnet-5-5", "claude-fable-5-1"]) {
      await assert.rejects(use(model, { type: "any" }), (thrown: Error) => {
        assert.ok(thrown instanceof Anthropic.BadRequestError);
        assert.equal(
          thrown.apiMessage,
          'tool_choice: type "tool" and "any" are not supported for this model.',
        );
        return true;
      });
      assert.equal((await use(model, { type: "auto" })).stop_reason, "tool_use");
    }
  },
);

check("startLoopback() says what an answerer says, in Anthropic's form", {}, async (loop) => {
  const ask = async (answer: Options["answer"]) => {
    loop.setBehaviour({ answer: answer ?? (() => "") });
    return await anthropic(loop).messages.create({ model: haiku, max_tokens: 20, messages: hello });
  };
  const refused = await ask(() => ({ refusal: "This could do harm." }));
  assert.deepEqual(refused.content, []);
  assert.equal(refused.stop_reason, "refusal");
  assert.equal(refused.stop_details?.explanation, "This could do harm.");
  assert.equal(refused.usage.output_tokens, 0);
  assert.equal((await ask(() => ({ truncated: '{"tier":' }))).stop_reason, "max_tokens");
  assert.equal((await ask(() => "x".repeat(81))).stop_reason, "max_tokens");
  const thought = await ask(() => ({ text: "Tea.", thinking: "Hmm, well." }));
  assert.deepEqual(thought.content.map((block) => block.type), ["thinking", "text"]);
  assert.equal(thought.usage.output_tokens_details?.thinking_tokens, 3);
  assert.equal(thought.usage.output_tokens, 3 + 1);
});

check(
  "startLoopback() writes and reads a marked Anthropic cache, beside input_tokens",
  {},
  async (loop) => {
    const text = "x".repeat(4 * 1100);
    const usage = async (mark: Body, from = 0) => {
      const system = [{ type: "text", text: text.slice(from), ...mark }];
      const { usage } = (await message(loop, { system })).body as { usage: Record<string, number> };
      return [usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens];
    };
    const mark = { cache_control: { type: "ephemeral" } };
    assert.deepEqual(await usage({}), [1106, 0, 0]);
    assert.deepEqual(await usage(mark), [6, 1100, 0]);
    assert.deepEqual(await usage(mark), [6, 0, 1100]);
    assert.deepEqual(await usage(mark, 400), [1006, 0, 0]);
  },
);

// Anthropic: refusals of the endpoint

const turns = (...roles: readonly string[]) => roles.map((role) => ({ role, content: `${role}.` }));
const newest = { "anthropic-version": "2026-10-21" };
const use = { type: "tool_use", id: "toolu_1", name: "f", input: {} };

/** [what is sent, the message, headers] */
// deno-fmt-ignore
const anthropicFaults: readonly (readonly [Body, string, Body?])[] = [
  [{ model: undefined }, "model: Field required"],
  [{ max_tokens: undefined }, "max_tokens: Field required"],
  [{ max_tokens: "9" }, "max_tokens: Input should be a valid integer"],
  [{ messages: undefined }, "messages: Field required"],
  [{ messages: [] }, "messages: at least one message is required"],
  [{ messages: [{ role: "bogus", content: "x" }] }, 'messages: Unexpected role "bogus". Allowed roles are "user" or "assistant"'],
  [{ messages: turns("system", "user") }, "messages.0: use the top-level 'system' parameter for the initial system prompt"],
  [{ messages: turns("user", "system"), model: haiku }, "messages.1: role 'system' is not supported on this model"],
  [{ messages: turns("user", "system", "user"), model: "claude-opus-5" }, "messages.1: role 'system' must precede an 'assistant' message or end the array"],
  [{ messages: turns("assistant", "user") }, 'messages: first message must use the "user" role'],
  [{ messages: turns("user", "assistant"), model: "claude-sonnet-4-6" }, "This model does not support assistant message prefill. The conversation must end with a user message."],
  [{ messages: [...turns("user"), { role: "assistant", content: "So " }] }, "messages: final assistant content cannot end with trailing whitespace"],
  [{ messages: [{ role: "user", content: "" }] }, "messages.0: user messages must have non-empty content"],
  [{ messages: [{ role: "user", content: [{ type: "text", text: "" }] }] }, "messages: text content blocks must be non-empty"],
  [{ messages: [...hello, { role: "assistant", content: [use] }, ...hello] }, "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1."],
  [{ messages: [{ role: "user", content: "x", name: "ada" }] }, "messages.0.name: Extra inputs are not permitted"],
  [{ seed: 7 }, "seed: Extra inputs are not permitted"],
  [{ temperature: 1.5 }, "temperature: range: 0..1"],
  [{ temperature: 0.5, model: "claude-opus-4-7" }, "`temperature` is deprecated for this model."],
  [{ thinking: { type: "disabled" }, model: "claude-opus-5-5" }, '"thinking.type.disabled" is not supported for this model. Use "thinking.type.adaptive"'],
  [{ thinking: { type: "enabled", budget_tokens: 2000 } }, "`max_tokens` must be greater than `thinking.budget_tokens`."],
  [{ output_config: { effort: "low" } }, "This model does not support the effort parameter."],
  [{ temperature: 1 }, "temperature: Extra inputs are not permitted", newest],
  [{ system: 7 }, "system: Input should be a valid array"],
  [{ output_config: { format: { type: "json_schema" } } }, "output_config.format.schema: Field required"],
  [{ output_config: { effort: "huge" } }, "output_config.effort: Input should be"],
  [{ tool_choice: { type: "any" } }, "tool_choice.any may only be specified while providing tools"],
  [{ tool_choice: { type: "tool", name: "f" } }, "Tool 'f' not found in provided tools"],
  [{ tools: [{ input_schema: closed }] }, "tools.0.custom.name: Field required"],
  [{}, "anthropic-version: header is required", { "anthropic-version": undefined }],
];

check("startLoopback() refuses what Messages refuses, in its words", {}, async (loop) => {
  for (const [more, text, headers] of anthropicFaults) {
    const answered = await message(loop, more, headers);
    const found = error(answered);
    const sent = JSON.stringify(more);
    assert.deepEqual([answered.status, found.type], [400, "invalid_request_error"], sent);
    assert.ok(String(found.message).startsWith(text), `${sent}: ${found.message}`);
    assert.equal(answered.body.type, "error");
    assert.equal(answered.body.request_id, answered.headers.get("request-id"));
    assert.equal(answered.headers.get("x-should-retry"), "false");
  }
});

check(
  "startLoopback() takes consecutive turns, prefills of old models, the old temperature",
  {},
  async (loop) => {
    const fine: readonly Body[] = [
      { messages: turns("user", "user", "assistant", "assistant", "user") },
      { messages: turns("user", "assistant") },
      { messages: turns("user", "system"), model: "claude-opus-5" },
      { temperature: 0.3 },
      { max_tokens: 0 },
    ];
    for (const more of fine) {
      assert.equal(
        (await message(loop, more)).status,
        200,
        JSON.stringify(more),
      );
    }
  },
);

/** [a schema, what structured outputs have against it] */
// deno-fmt-ignore
const closedFaults: readonly (readonly [Body, string])[] = [
  [{ ...closed, additionalProperties: undefined }, "For 'object' type, 'additionalProperties' must be explicitly set to false"],
  [nested({ type: "integer", minimum: 1, maximum: 5 }), "For 'integer' type, properties maximum, minimum are not supported"],
  [nested({ type: "number", minimum: 1 }), "For 'number' type, property 'minimum' is not supported"],
  [nested({ type: "array", items: { type: "string" }, maxItems: 3 }), "For 'array' type, property 'maxItems' is not supported"],
  [nested({ type: "array", items: { type: "string" }, minItems: 2 }), "For 'array' type, 'minItems' values other than 0 or 1 are not supported"],
  [nested({ oneOf: [{ type: "string" }] }), "Schema type 'oneOf' is not supported"],
];

check("startLoopback() holds an Anthropic schema to the rules", {}, async (loop) => {
  for (const [schema, fault] of closedFaults) {
    const format = { type: "json_schema", schema };
    const found = error(await message(loop, { output_config: { format } }));
    assert.equal(found.message, `output_config.format.schema: ${fault}`);
    const tools = (strict: boolean) => [{ name: "f", strict, input_schema: schema }];
    assert.equal(
      error(await message(loop, { tools: tools(true) })).message,
      `tools.0.custom: ${fault}`,
    );
    assert.equal((await message(loop, { tools: tools(false) })).status, 200);
  }
});

// Keys, models, faults: what the SDKs make of them

type Thrown = Error & { status?: number; code?: unknown; type?: unknown; requestID?: unknown };

async function thrown(call: PromiseLike<unknown>): Promise<Thrown> {
  try {
    await call;
  } catch (error) {
    return error as Thrown;
  }
  throw new Error("Cannot catch the error: none was thrown");
}

function create(client: OpenAI | Anthropic, model: string): PromiseLike<unknown> {
  return client instanceof OpenAI
    ? client.chat.completions.create({ model, messages: hello })
    : client.messages.create({ model, max_tokens: 9, messages: hello });
}

check(
  "startLoopback() refuses keys and models as the SDKs expect",
  { keys: ["k1"] },
  async (loop) => {
    const wrong = await thrown(create(openai(loop, "/v1", "sk-wrong-key-9999"), gpt));
    assert.ok(wrong instanceof OpenAI.AuthenticationError);
    assert.equal(wrong.code, "invalid_api_key");
    assert.match(wrong.message, /Incorrect API key provided: sk-w\*+9999\./);
    assert.equal(
      (await thrown(create(openai(loop, "/v1", "k1"), "unknown-1"))).code,
      "model_not_found",
    );
    const none = await post(loop, "/v1/chat/completions", { model: gpt, messages: hello });
    assert.equal(none.status, 401);
    assert.match(String(error(none).message), /^You didn't provide an API key/);

    const bad = await thrown(create(anthropic(loop, "k2"), haiku));
    assert.ok(bad instanceof Anthropic.AuthenticationError);
    assert.equal(bad.message.includes("Invalid bearer token"), true);
    const absent = await thrown(create(anthropic(loop, "k1"), "unknown-1"));
    assert.ok(absent instanceof Anthropic.NotFoundError);
    assert.equal(absent.type, "not_found_error");
    assert.match(String(absent.requestID), /^req_/);
    const keyless = await message(loop, {}, { "x-api-key": undefined });
    assert.deepEqual([keyless.status, error(keyless).message], [
      401,
      "x-api-key header is required",
    ]);
  },
);

/** [status, OpenAI's class and its code, Anthropic's class and its type] */
// deno-fmt-ignore
const statuses = [
  [400, OpenAI.BadRequestError, null, Anthropic.BadRequestError, "invalid_request_error"],
  [401, OpenAI.AuthenticationError, "invalid_api_key", Anthropic.AuthenticationError, "authentication_error"],
  [403, OpenAI.PermissionDeniedError, "unsupported_country_region_territory", Anthropic.PermissionDeniedError, "permission_error"],
  [404, OpenAI.NotFoundError, "model_not_found", Anthropic.NotFoundError, "not_found_error"],
  [429, OpenAI.RateLimitError, "rate_limit_exceeded", Anthropic.RateLimitError, "rate_limit_error"],
  [500, OpenAI.InternalServerError, null, Anthropic.InternalServerError, "api_error"],
  [503, OpenAI.InternalServerError, "server_is_overloaded", Anthropic.InternalServerError, "api_error"],
  [529, OpenAI.InternalServerError, null, Anthropic.InternalServerError, "overloaded_error"],
] as const;

check("startLoopback() fails with the statuses the SDKs have classes for", {}, async (loop) => {
  for (const [status, ours, code, theirs, type] of statuses) {
    loop.setBehaviour(always({ kind: "status", status }));
    const first = await thrown(create(openai(loop), gpt));
    assert.ok(first instanceof ours, `${status} ${first.name}`);
    assert.deepEqual([first.status, first.code], [status, code]);
    const second = await thrown(create(anthropic(loop), haiku));
    assert.ok(second instanceof theirs, `${status} ${second.name}`);
    assert.deepEqual([second.status, second.type], [status, type]);
  }
  assert.equal(loop.countByStatus["529"], 2);
});

check(
  "startLoopback() tells a spent quota from a rate",
  always({ kind: "status", status: 429, reason: "quota" }),
  async (loop) => {
    const quota = await thrown(create(openai(loop), gpt));
    assert.deepEqual([quota.code, quota.type], ["insufficient_quota", "insufficient_quota"]);
    const spend = await thrown(create(anthropic(loop), haiku));
    assert.ok(spend instanceof Anthropic.RateLimitError);
    assert.equal(spend.errorCode, "enforced_spend_limit_reached");
  },
);

check("startLoopback() says when to come back in every form", {}, async (loop) => {
  const limited = async (ms: number, as: "seconds" | "milliseconds" | "date" | "reset") => {
    const fault = { kind: "status", status: 429, retryAfter: { ms, as } } as const;
    loop.setBehaviour(always(fault));
    return [(await chat(loop)).headers, (await message(loop)).headers] as const;
  };
  for (const headers of await limited(1500, "seconds")) {
    assert.equal(headers.get("retry-after"), "2");
  }
  for (const headers of await limited(250, "milliseconds")) {
    assert.equal(headers.get("retry-after-ms"), "250");
    assert.equal(headers.get("retry-after"), null);
  }
  const before = Date.now();
  for (const headers of await limited(60_000, "date")) {
    const wait = Date.parse(headers.get("retry-after") ?? "") - before;
    assert.ok(wait >= 60_000 && wait < 90_000, String(wait));
  }
  const [ours, theirs] = await limited(360_000, "reset");
  assert.equal(ours.get("retry-after"), null);
  assert.equal(ours.get("x-ratelimit-reset-requests"), "6m0s");
  assert.equal(ours.get("x-ratelimit-remaining-requests"), "0");
  const reset = Date.parse(theirs.get("anthropic-ratelimit-requests-reset") ?? "");
  assert.ok(reset - before >= 360_000 && reset - before < 400_000);
});

check(
  "startLoopback() overflows the context in both providers' words",
  always({ kind: "overflow", maximum: 1000 }),
  async (loop) => {
    const ours = await thrown(create(openai(loop), gpt));
    assert.equal(ours.code, "context_length_exceeded");
    assert.match(
      ours.message,
      /maximum context length is 1000 tokens\. However, your messages resulted in 1006 tokens/,
    );
    const theirs = await thrown(create(anthropic(loop), haiku));
    assert.match(theirs.message, /prompt is too long: 1006 tokens > 1000 maximum/);
  },
);

check("startLoopback() resets a connection before and during an answer", {}, async (loop) => {
  loop.setBehaviour(always({ kind: "reset" }));
  assert.ok(await thrown(create(openai(loop), gpt)) instanceof OpenAI.APIConnectionError);
  assert.ok(
    await thrown(create(anthropic(loop), haiku)) instanceof Anthropic.APIConnectionError,
  );
  await assert.rejects(chat(loop), TypeError);
  loop.setBehaviour(always({ kind: "reset", when: "during" }));
  for (const client of [openai(loop), anthropic(loop)]) {
    const found = await thrown(create(client, client instanceof OpenAI ? gpt : haiku));
    assert.ok(found instanceof TypeError, found.name);
    assert.match(found.message, /error reading a body from connection/);
  }
  await loop.idle();
  assert.equal(loop.count, 5);
  assert.deepEqual(loop.requests.map((each) => each.status), [null, null, null, null, null]);
});

check("startLoopback() sends half a JSON text and a page of HTML", {}, async (loop) => {
  loop.setBehaviour(always({ kind: "truncated" }));
  assert.ok(await thrown(create(openai(loop), gpt)) instanceof SyntaxError);
  assert.ok(await thrown(create(anthropic(loop), haiku)) instanceof SyntaxError);
  loop.setBehaviour(always({ kind: "garbage" }));
  assert.match(String(await create(openai(loop), gpt)), /^<!DOCTYPE html>/);
  assert.match(String(await create(anthropic(loop), haiku)), /^<!DOCTYPE html>/);
});

check("startLoopback() hangs until the client gives up", always({ kind: "hang" }), async (loop) => {
  const options = { timeout: 50 };
  const ours = openai(loop).chat.completions.create({ model: gpt, messages: hello }, options);
  assert.ok(await thrown(ours) instanceof OpenAI.APIConnectionTimeoutError);
  const theirs = anthropic(loop).messages
    .create({ model: haiku, max_tokens: 9, messages: hello }, options);
  assert.ok(await thrown(theirs) instanceof Anthropic.APIConnectionTimeoutError);
  await loop.idle();
  assert.deepEqual(loop.requests.map((each) => each.status), [null, null]);
  assert.equal(loop.countByStatus.none, 2);
});

for (const record of [true, false]) {
  const name =
    `startLoopback() stops with requests hanging, waiting, unanswered (record: ${record})`;
  const arrived = Promise.withResolvers<void>();
  const options: Options = {
    record,
    latency: (index) => index === 1 ? 1e9 : 0,
    answer: () => new Promise(() => {}),
    fault({ index }) {
      if (index === 2) arrived.resolve();
      return index === 0 ? { kind: "hang" } : null;
    },
  };
  check(name, options, async (loop) => {
    const calls = [0, 1, 2].map(() => thrown(create(openai(loop), gpt)));
    await arrived.promise;
    await loop[Symbol.asyncDispose]();
    for (const found of await Promise.all(calls)) {
      assert.ok(found instanceof OpenAI.APIConnectionError || found instanceof TypeError);
    }
  });
}

// The service itself

check("startLoopback() records what came and what went", {}, async (loop) => {
  await chat(loop, {}, "/v1/chat/completions?x=1");
  await message(loop, { max_tokens: undefined });
  await post(loop, "/v1/messages", "{", {
    "x-api-key": "test-key",
    "anthropic-version": "2023-06-01",
  });
  await loop.idle();
  const [first, second, third] = loop.requests;
  assert.deepEqual([first?.provider, first?.path, first?.status], [
    "openai",
    "/v1/chat/completions",
    200,
  ]);
  assert.equal(first?.headers["content-type"], "application/json");
  assert.deepEqual((first?.body as Body).model, gpt);
  assert.ok(first?.finishedSending && second?.finishedSending);
  assert.deepEqual([second?.provider, second?.status], ["anthropic", 400]);
  assert.deepEqual([third?.body, third?.status], ["{", 400]);
  assert.ok((first?.at ?? 0) < (second?.at ?? 0));
  assert.deepEqual(loop.countByStatus, { 200: 1, 400: 2 });
  loop.clear();
  assert.deepEqual([loop.requests.length, loop.count, loop.countByStatus], [0, 0, {}]);
});

check("startLoopback() gives an answerer what both wires say alike", {}, async (loop) => {
  const heard: Normalised[] = [];
  loop.setBehaviour({ answer: (request) => (heard.push(request), "Yes.") });
  const said = { role: "assistant" as const, content: "Maybe." };
  await chat(loop, {
    messages: [{ role: "developer", content: "You are Ada." }, ...hello, said, ...hello],
    max_completion_tokens: 50,
    seed: 7,
    temperature: 0.5,
  });
  await message(loop, {
    system: [{ type: "text", text: "You are Ada." }],
    messages: [
      { role: "user", content: [{ type: "text", text: hello[0]?.content }] },
      said,
      ...hello,
    ],
    max_tokens: 50,
    temperature: 0.5,
  });
  const [ours, theirs] = heard;
  assert.deepEqual({ ...theirs, provider: "openai", model: gpt, seed: 7, index: 0 }, ours);
  assert.equal(ours?.system, "You are Ada.");
  assert.deepEqual(ours?.messages.map((turn) => turn.role), ["user", "assistant", "user"]);
  assert.equal(promptTokens(ours as Normalised), Math.ceil((12 + 23 + 6 + 23) / 4));
});

check("startLoopback() counts how many it answers at once", {}, async (loop) => {
  const gate = Promise.withResolvers<string>();
  const full = Promise.withResolvers<void>();
  let waiting = 0;
  loop.setBehaviour({
    answer: () => {
      if (++waiting === 5) full.resolve();
      return gate.promise;
    },
  });
  const calls = Array.from({ length: 5 }, () => chat(loop));
  await full.promise;
  gate.resolve("All at once.");
  for (const answered of await Promise.all(calls)) assert.equal(answered.status, 200);
  assert.equal(loop.peakInFlight, 5);
  loop.clear();
  for (let turn = 0; turn < 20; turn++) await chat(loop);
  assert.equal(loop.peakInFlight, 1);
});

check(
  "startLoopback() waits as long as it is told",
  { latency: (index) => index === 1 ? 40 : 0 },
  async (loop) => {
    await chat(loop);
    const before = performance.now();
    await chat(loop);
    assert.ok(performance.now() - before >= 39);
  },
);

check("startLoopback() without a record keeps counts only", { record: false }, async (loop) => {
  await chat(loop);
  await chat(loop, { model: "unknown-1" });
  loop.setBehaviour(always({ kind: "reset" }));
  await assert.rejects(chat(loop), TypeError);
  assert.deepEqual([loop.requests.length, loop.count], [0, 3]);
  assert.deepEqual(loop.countByStatus, { 200: 1, 404: 1, none: 1 });
});

check("startLoopback() answers by persona and question alone", {}, async (loop) => {
  const ask = async (system: string, model = gpt) => {
    const made = await chat(loop, {
      model,
      messages: [{ role: "system", content: system }, ...hello],
    });
    return (made.body.choices as [{ message: { content: string } }])[0].message.content;
  };
  const same = await message(loop, { system: "You are Ada.", messages: hello });
  const ada = (same.body.content as [{ text: string }])[0].text;
  assert.equal(await ask("You are Ada."), ada);
  assert.equal(await ask("You are Ada.", "gpt-4.1"), ada);
  const others = await Promise.all(Array.from({ length: 20 }, (_, at) => ask(`You are ${at}.`)));
  assert.ok(new Set(others).size > 15);
});

Deno.test("main.ts prints where it is and answers there", async () => {
  const command = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      new URL("./loopback/main.ts", import.meta.url).pathname,
      "--latency",
      "1",
    ],
    stdout: "piped",
    stderr: "null",
  });
  await using child = command.spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { url } = JSON.parse((await reader.read()).value ?? "");
  const answer = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer test-key" },
    body: JSON.stringify({ model: gpt, messages: hello }),
  });
  assert.equal((await answer.json()).object, "chat.completion");
  child.kill();
  await reader.cancel();
});

// The parts

/** Schemas of the kinds questions ask for, to a depth of three. */
function schemas(): fc.Arbitrary<Body> {
  const { tree } = fc.letrec<{ tree: Body; leaf: Body }>((tie) => ({
    leaf: fc.oneof(
      fc.record({ enum: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }) }),
      fc.record({ const: fc.oneof(fc.string(), fc.boolean(), fc.integer()) }),
      fc.tuple(fc.integer({ min: -50, max: 50 }), fc.nat(20)).map(([minimum, more]) => ({
        type: "integer",
        minimum,
        maximum: minimum + more,
      })),
      fc.constant({ type: "number", exclusiveMinimum: 0, maximum: 1 }),
      fc.constant({ type: "integer", multipleOf: 5, minimum: 3, maximum: 31 }),
      fc.constant({ type: "boolean" }),
      fc.constant({ type: "string", minLength: 3, maxLength: 9 }),
      fc.constantFrom("date", "date-time", "email", "uuid", "ipv4").map((format) => ({
        type: "string",
        format,
      })),
      fc.constant({
        type: "array",
        items: { enum: ["a", "b", "c", "d"] },
        minItems: 2,
        maxItems: 3,
        uniqueItems: true,
      }),
    ),
    tree: fc.oneof(
      { depthSize: "small", maxDepth: 3 },
      tie("leaf"),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie("tree"), { maxKeys: 4 }).map((
        properties,
      ) => ({
        type: "object",
        properties,
        required: Object.keys(properties),
        additionalProperties: false,
      })),
      tie("tree").map((items) => ({ type: "array", items, minItems: 1, maxItems: 2 })),
      tie("tree").map((first) => ({ anyOf: [first, { type: "null" }] })),
    ),
  }));
  return tree;
}

Deno.test("fill() gives a value the schema allows, the same each time", () => {
  fc.assert(
    fc.property(schemas(), fc.nat(), (schema, state) => {
      const value = fill(schema, state);
      const read = z.fromJSONSchema(schema as z.core.JSONSchema.JSONSchema).safeParse(value);
      assert.ok(read.success, `${JSON.stringify(schema)} ${JSON.stringify(value)} ${read.error}`);
      assert.deepEqual(fill(schema, state), value);
    }),
    { seed: 7, numRuns: 500 },
  );
});

Deno.test("fill() follows references, even to the schema itself", () => {
  const person = {
    type: "object",
    properties: {
      name: { $ref: "#/$defs/name" },
      friend: { anyOf: [{ $ref: "#/$defs/person" }, { type: "null" }] },
    },
    required: ["name", "friend"],
  };
  const $defs = { name: { type: "string", enum: ["Ada", "Bob"] }, person };
  const value = fill({ $ref: "#/$defs/person", $defs }, 1) as Body;
  assert.ok(["Ada", "Bob"].includes(String(value.name)));
  assert.match(JSON.stringify(value), /"friend":null/);
  assert.throws(() => fill({ $ref: "#/$defs/nobody" }, 1), RangeError);
});

Deno.test("fill() draws every value of an enum and nothing twice where items are unique", () => {
  const schema = {
    type: "array",
    uniqueItems: true,
    minItems: 3,
    maxItems: 3,
    items: { enum: [1, 2, 3] },
  };
  const tiers = new Set(
    Array.from({ length: 100 }, (_, state) => fill(closed, state) as Body).map((each) => each.tier),
  );
  assert.deepEqual([...tiers].sort(), ["free", "pro", "team"]);
  assert.deepEqual([...fill(schema, 9) as number[]].sort(), [1, 2, 3]);
});

Deno.test("goDuration() writes durations as Go does", () => {
  const written = [0, 12, 1000, 1500, 60_000, 90_500, 360_000, 3_600_000].map(goDuration);
  assert.deepEqual(written, ["0ms", "12ms", "1s", "1.5s", "1m0s", "1m30.5s", "6m0s", "1h0m0s"]);
});
