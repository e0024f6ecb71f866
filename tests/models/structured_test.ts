import assert from "node:assert/strict";
import { type JsonSchema } from "../../lib/models/model.ts";
import { ModelError } from "../../lib/models/model_error.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { envFor, hostWith, serving } from "../hosts.ts";
import { type Normalised } from "../loopback/request.ts";
import { type Loopback, startLoopback } from "../loopback/service.ts";
import { failureOf, replyInSomeForm, request, SIGNAL, TIER } from "./requests.ts";

// OpenAI takes neither of these in a strict form or tool; Anthropic takes the first in a tool only.
const REFUSED: JsonSchema = {
  type: "object",
  properties: { answer: { not: { type: "null" }, allOf: [{ type: "string" }] } },
  required: ["answer"],
};

/** Answers in the form that was asked for, and in JSON when it was asked for in words. */
function answer({ schema }: Normalised) {
  return schema === null ? '{"answer":"pro"}' : { data: { answer: "pro" } };
}

function statuses(loop: Loopback): string {
  return loop.requests.map(({ status }) => status).join();
}

/** The form that each request asked in. */
function forms(loop: Loopback): string {
  return loop.requests.map(({ body }) => {
    const keys = Object.keys(Object(body));
    if (keys.includes("response_format") || keys.includes("output_config")) return "json_schema";
    return keys.includes("tools") ? "tool" : "words";
  }).join();
}

Deno.test("StructuredForms asks in the next form when one is refused, and remembers it", async () => {
  await using loop = startLoopback({ answer });
  const model = resolveModel("gpt-4o", hostWith({ env: envFor(loop) }));
  const asked = request({ schema: REFUSED });
  assert.deepEqual(JSON.parse((await replyInSomeForm(model, asked)).text), { answer: "pro" });
  assert.equal(forms(loop), "json_schema,tool,words");
  assert.equal(statuses(loop), "400,400,200");
  loop.clear();
  await model.reply(asked, SIGNAL);
  await model.reply(asked, SIGNAL);
  assert.equal(forms(loop), "words,words");
  assert.equal(statuses(loop), "200,200");
});

Deno.test("StructuredForms stops at the first form that is taken", async () => {
  await using loop = startLoopback({ answer });
  const host = hostWith({ env: envFor(loop) });
  const asked = request({ schema: REFUSED });
  const { text } = await replyInSomeForm(resolveModel("claude-haiku-4-5", host), asked);
  assert.deepEqual(JSON.parse(text), { answer: "pro" });
  assert.equal(forms(loop), "json_schema,tool");
  loop.clear();
  // This one takes no forced tools.
  await replyInSomeForm(resolveModel("claude-opus-5-5", host), asked);
  assert.equal(forms(loop), "json_schema,tool,words");
  assert.equal(statuses(loop), "400,400,200");
});

Deno.test("StructuredForms makes each request once: the next is for the engine to send", async () => {
  await using loop = startLoopback({ answer });
  const model = resolveModel("gpt-4o", hostWith({ env: envFor(loop) }));
  const error = await failureOf(model, request({ schema: REFUSED }));
  assert.deepEqual([error.kind, error.status, loop.count], ["form", 400, 1]);
  assert.match(error.message, /: 400 Invalid schema for response_format/);
});

Deno.test("StructuredForms leaves a form that works alone, and plain questions too", async () => {
  await using loop = startLoopback({ answer });
  const model = resolveModel("gpt-4o", hostWith({ env: envFor(loop) }));
  await model.reply(request({ schema: TIER }), SIGNAL);
  await model.reply(request(), SIGNAL);
  await model.reply(request({ schema: TIER }), SIGNAL);
  assert.equal(forms(loop), "json_schema,words,json_schema");
  assert.equal(statuses(loop), "200,200,200");
});

Deno.test("StructuredForms does not take another refusal for one of the form", async () => {
  for (const name of ["gpt-4o", "claude-haiku-4-5"]) {
    await using loop = startLoopback({ fault: () => ({ kind: "overflow" }) });
    const model = resolveModel(name, hostWith({ env: envFor(loop) }));
    const error = await failureOf(model, request({ schema: TIER }));
    assert.deepEqual([error.kind, loop.count], ["bad", 1]);
  }
});

Deno.test("StructuredForms knows refusals of compatible servers by their words", async () => {
  const refusals = [
    [400, "This model does not support response format `json_schema`."],
    [400, "'response_format.type' must be one of ['text']"],
    [422, "body.response_format: extra inputs are not permitted"],
    [400, "Structured outputs are not supported by this model"],
  ] as const;
  for (const [status, message] of refusals) {
    await using server = serving(() => Response.json({ error: { message } }, { status }));
    const model = resolveModel("local:m", hostWith({ env: envFor(server) }));
    assert.equal((await failureOf(model, request({ schema: TIER }))).kind, "form", message);
  }
});

Deno.test("StructuredForms gives up when a form in words is refused as well", async () => {
  await using server = serving(() =>
    Response.json({ error: { message: "no schema, no tools, nothing" } }, { status: 400 })
  );
  const model = resolveModel("local:m", hostWith({ env: envFor(server) }));
  await assert.rejects(replyInSomeForm(model, request({ schema: TIER })), { kind: "bad" });
  assert.equal(server.bodies.length, 3);
});

Deno.test("StructuredForms puts the schema into the last turn when it asks in words", async () => {
  await using loop = startLoopback({ answer });
  const messages = [
    { role: "user", content: "Do you like tea?" },
    { role: "assistant", content: "yes" },
    { role: "user", content: "Which tier?" },
  ] as const;
  const model = resolveModel("gpt-4o", hostWith({ env: envFor(loop) }));
  await replyInSomeForm(model, request({ schema: REFUSED, messages }));
  const [system, first, second, last] = Object(loop.requests[2]?.body).messages;
  assert.equal(system.role, "system");
  assert.deepEqual([first, second], messages.slice(0, 2));
  assert.equal(
    last.content,
    "Which tier?\n\nReply with one JSON object only, valid against this JSON Schema:\n" +
      JSON.stringify(REFUSED),
  );
});

Deno.test("StructuredForms are settled by the first calls, however many are in flight", async () => {
  await using loop = startLoopback({ answer });
  const model = resolveModel("gpt-4o", hostWith({ env: envFor(loop) }));
  const asked = request({ schema: REFUSED });
  const replies = await Promise.all(Array.from({ length: 8 }, () => replyInSomeForm(model, asked)));
  assert.ok(replies.every(({ text }) => text === '{"answer":"pro"}'));
  // Eight calls, each refused at most once in either form.
  assert.ok(loop.count <= 24, `${loop.count}`);
  loop.clear();
  await model.reply(asked, SIGNAL);
  assert.equal(forms(loop), "words");
});

Deno.test("StructuredForms hand on other failures as they are", async () => {
  await using loop = startLoopback({ fault: () => ({ kind: "status", status: 500 }) });
  const model = resolveModel("gpt-4o", hostWith({ env: envFor(loop) }));
  const failed = model.reply(request({ schema: TIER }), SIGNAL);
  await assert.rejects(failed, (error) => error instanceof ModelError && error.kind === "server");
});
