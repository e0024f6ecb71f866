import assert from "node:assert/strict";
import { denoHost } from "../../lib/host/deno.ts";
import { BrokenReply } from "../../lib/host/broken_reply.ts";
import { openaiModel } from "../../lib/models/openai.ts";
import { wholeText } from "../../lib/host/whole_text.ts";
import { serving } from "../hosts.ts";
import { failureOf } from "../models/requests.ts";

const LONGEST = 32 * 2 ** 20;
const MEGABYTE = new Uint8Array(2 ** 20).fill(0x20);
const JSON_HEADERS = { "content-type": "application/json" };

/** A response of so many bytes, in pieces and without a length, or one that never ends. */
function streaming(bytes: number, end = ""): { response: Response; sent: () => number } {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => {
      const piece = MEGABYTE.subarray(0, Math.min(MEGABYTE.length, bytes - sent));
      sent += piece.length;
      if (piece.length > 0) return stream.enqueue(piece);
      if (end !== "") stream.enqueue(new TextEncoder().encode(end));
      stream.close();
    },
  });
  return { response: new Response(body, { headers: JSON_HEADERS }), sent: () => sent };
}

Deno.test("wholeText() reads what arrives in pieces, a character in two of them too", async () => {
  const [first, second] = [new Uint8Array([0xc3]), new Uint8Array([0xa9, 0x21])];
  const body = new ReadableStream({
    start: (stream) => {
      stream.enqueue(first);
      stream.enqueue(second);
      stream.close();
    },
  });
  assert.equal(await wholeText(new Response(body)), "é!");
  assert.equal(await wholeText(new Response(null)), "");
});

Deno.test("wholeText() reads 32 MB, and not a byte more", async () => {
  const most = streaming(LONGEST - 1, "x");
  assert.equal((await wholeText(most.response)).length, LONGEST);
  const more = streaming(LONGEST, "x");
  await assert.rejects(wholeText(more.response), {
    name: "BrokenReply",
    message: "the reply is longer than 32 MB",
  });
});

Deno.test("wholeText() stops reading what never ends", async () => {
  const { response, sent } = streaming(Infinity);
  await assert.rejects(wholeText(response), BrokenReply);
  assert.ok(sent() <= LONGEST + 4 * MEGABYTE.length, `${sent()}`);
});

Deno.test("wholeText() unpacks no bomb, whatever length it tells", async () => {
  const zeros = streaming(LONGEST + 1).response.body;
  assert.ok(zeros);
  const packed = await new Response(zeros.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  assert.ok(packed.byteLength < 2 ** 17);
  await using server = serving(() =>
    new Response(packed, { headers: { ...JSON_HEADERS, "content-encoding": "gzip" } })
  );
  await assert.rejects(
    wholeText(await fetch(server.url, { method: "POST", body: "{}" })),
    BrokenReply,
  );
});

Deno.test("a model whose service never stops fails with a sentence", async () => {
  await using server = serving(() => streaming(Infinity).response);
  const connection = { key: "k", timeout: 60_000, provider: "openai", baseUrl: server.url };
  const { kind, message } = await failureOf(openaiModel("m", connection, denoHost()));
  assert.equal(kind, "unreadable");
  assert.equal(message, "Cannot get an answer from m (openai): the reply is longer than 32 MB");
});
