import assert from "node:assert/strict";
import { type Reply, type Request } from "../../lib/models/model.ts";
import { resolveModel } from "../../lib/models/resolve.ts";
import { envFor, hostWith, serving } from "../hosts.ts";
import { type Answer } from "../loopback/request.ts";
import { startLoopback } from "../loopback/service.ts";
import { failureOf, request, SIGNAL, TIER } from "./requests.ts";

/** What becomes of an answer of the service. */
async function mapped(
  answer: Answer,
  asked: Request = request(),
  name = "claude-haiku-4-5",
): Promise<Reply> {
  await using loop = startLoopback({ answer: () => answer });
  return await resolveModel(name, hostWith({ env: envFor(loop) })).reply(asked, SIGNAL);
}

/** The same for a body that Anthropic itself would not send. */
async function mappedBody(body: unknown): Promise<Reply> {
  await using server = serving(() => Response.json(body));
  return await resolveModel("haiku", hostWith({ env: envFor(server) })).reply(request(), SIGNAL);
}

Deno.test("anthropicReply() holds the text, the tokens and the id that was served", async () => {
  assert.deepEqual(await mapped("I would take the free one."), {
    text: "I would take the free one.",
    ended: "complete",
    // 28 and 25 characters asked, 26 said, four to a token.
    usage: { input: 14, output: 7, cacheWrite: 0, cacheRead: 0 },
    served: "claude-haiku-4-5-20251001",
  });
});

Deno.test("anthropicReply() holds the JSON of a structured answer, as text or as a call", async () => {
  const asked = request({ schema: TIER });
  for (const name of ["claude-haiku-4-5", "claude-3-5-haiku-20241022"]) {
    const { text, ended } = await mapped({ data: { answer: "pro" } }, asked, name);
    assert.deepEqual([JSON.parse(text), ended], [{ answer: "pro" }, "complete"], name);
  }
});

Deno.test("anthropicReply() leaves out what was thought before the text", async () => {
  const { text, usage } = await mapped({ text: "The free one.", thinking: "Let me think. Money." });
  assert.equal(text, "The free one.");
  // Thinking is paid for: 20 and 13 characters.
  assert.equal(usage.output, 9);
});

Deno.test("anthropicReply() tells a refusal, which has no words here", async () => {
  const { text, ended } = await mapped({ refusal: "policy" }, request({ schema: TIER }));
  assert.deepEqual([text, ended], ["", "refused"]);
});

Deno.test("anthropicReply() tells a reply that was cut, by its limit or by the context", async () => {
  const cut = await mapped({ truncated: "I would take" });
  assert.deepEqual([cut.text, cut.ended], ["I would take", "cut"]);
  const tool = await mapped(
    { truncated: '{"answer": "pr' },
    request({ schema: TIER }),
    "claude-3-5-haiku-20241022",
  );
  assert.equal(tool.ended, "cut");
  const full = await mapped({ text: "I would", stop: "model_context_window_exceeded" });
  assert.equal(full.ended, "cut");
});

Deno.test("anthropicReply() counts what was written to and read from a cache apart", async () => {
  const { usage } = await mappedBody({
    model: "m",
    content: [{ type: "text", text: "tea" }],
    stop_reason: "end_turn",
    usage: {
      input_tokens: 5,
      output_tokens: 2,
      cache_creation_input_tokens: 1200,
      cache_read_input_tokens: 2400,
    },
  });
  assert.deepEqual(usage, { input: 5, output: 2, cacheWrite: 1200, cacheRead: 2400 });
});

Deno.test("anthropicReply() does without what compatible servers leave out", async () => {
  assert.deepEqual(await mappedBody({ content: [{ type: "text", text: "tea" }], usage: null }), {
    text: "tea",
    ended: "complete",
    usage: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
    served: "claude-haiku-4-5-20251001",
  });
});

Deno.test("anthropicReply() refuses what is no message, in one sentence", async () => {
  const usage = { input_tokens: "many" };
  const strange = [{}, [], null, 7, "text", { content: "tea" }, { content: [7] }];
  for (const body of [...strange, { content: [], usage }]) {
    await using server = serving(() => Response.json(body));
    const error = await failureOf(resolveModel("claude-x", hostWith({ env: envFor(server) })));
    assert.deepEqual([error.kind, error.message], [
      "unreadable",
      "Cannot get an answer from claude-x (anthropic): the reply is not JSON of the documented form",
    ], JSON.stringify(body));
  }
});
