import assert from "node:assert/strict";
import { connect } from "@nats-io/transport-node";
import { placesOf, registerOf, workKey } from "../../lib/engine/work.ts";
import { envFor, hostWith } from "../hosts.ts";
import { startLoopback } from "../loopback/service.ts";
import { callOf, coordinatorAt, never, RUN, workerAt } from "./dispatched.ts";
import { onServer } from "./on_server.ts";

onServer(
  "Coordinator refuses a run that another program carries out, also of its own plan",
  async ({ address }) => {
    const host = hostWith();
    const first = await coordinatorAt(address, host);
    await assert.rejects(
      coordinatorAt(address, host),
      /^TypeError: Cannot dispatch the run "trial" over nats:.*: another program is carrying out a run of that id there$/,
    );
    await first.end({ isWhole: false });
    await (await coordinatorAt(address, host)).end({ isWhole: false });
  },
);

onServer(
  "Coordinator refuses a run of another plan or version under its id, unless that is said",
  async ({ address }) => {
    const host = hostWith();
    await (await coordinatorAt(address, host)).end({ isWhole: false });
    const fingerprint = "a".repeat(64);
    await assert.rejects(
      coordinatorAt(address, host, { fingerprint }),
      /a run of that id and another plan was begun there$/,
    );
    await assert.rejects(
      coordinatorAt(address, host, { fingerprint, created: "2026-11-22T12:00:00.000Z" }),
      /another plan was begun there \(2026-11-21T12:00:00.000Z\); another --run-id is needed$/,
    );
    await assert.rejects(
      coordinatorAt(address, host, { version: "9.9.9" }),
      /it was begun there by version \d[\d.]*, and this is 9\.9\.9$/,
    );
    const drifted = await coordinatorAt(address, host, { fingerprint, earlier: [RUN.fingerprint] });
    await drifted.end({ isWhole: false });
    const anew = { created: "2026-11-23T12:00:00.000Z", isAnew: true };
    await (await coordinatorAt(address, host, anew)).end({ isWhole: true });
    // Of a run that came to its end nothing is left, not even its name.
    await (await coordinatorAt(address, host, { version: "9.9.9" })).end({ isWhole: true });
  },
);

onServer(
  "Worker ends with a sentence when it meets work of another version, and leaves it there",
  async ({ address }) => {
    const host = hostWith();
    const coordinator = await coordinatorAt(address, host);
    const other = await workerAt(address, host, { version: "9.9.9" });
    const asked = coordinator.reply(callOf("simulated", host, 1), never(), never());
    asked.catch(() => {});
    await assert.rejects(
      other.ended,
      /^TypeError: Cannot work for the run "trial": it is carried out by version \d[\d.]*, and this is 9\.9\.9$/,
    );
    const right = await workerAt(address, host);
    // Where the server says that somebody has had it, it is asked for again.
    const again = () => coordinator.reply(callOf("simulated", host, 1), never(), never());
    const { reply } = await asked.catch((error) => {
      assert.equal(error.name, "WorkLost");
      return again();
    });
    assert.equal(reply.served, "simulated");
    await right.stop();
    await coordinator.end({ isWhole: true });
  },
);

onServer(
  "Worker and Coordinator throw away what strangers put on the server",
  async ({ address }) => {
    const host = hostWith();
    const coordinator = await coordinatorAt(address, host);
    const worker = await workerAt(address, host);
    const stranger = await connect({ servers: address.replace("nats://", "") });
    const places = placesOf(RUN);
    const key = workKey(["stranger"]);
    const work = {
      ...{ ...RUN, key, spec: { provider: "simulated" }, refused: 0 },
      request: { system: "", messages: [], schema: null, maxTokens: 1 },
    };
    const subject = places.work("simulated", key);
    const elsewhere = placesOf({ ...RUN, run: "no such run" }).work("simulated", key);
    for (
      const text of ["", "{", "null", "[]", '{"key":1}', JSON.stringify({ ...work, key: "x" })]
    ) {
      stranger.publish(subject, text);
      stranger.publish(places.reply(key)[1], text);
    }
    stranger.publish(subject, JSON.stringify({ ...work, fingerprint: "b".repeat(64) }));
    stranger.publish(elsewhere, JSON.stringify({ ...work, run: "no such run" }));
    stranger.publish(places.begun, "nothing of ours");
    stranger.publish(
      places.reply(key)[1],
      JSON.stringify({ key, receipt: "somewhere.else", outcome: { lost: true } }),
    );
    await stranger.flush();
    const calls = Array.from({ length: 20 }, (_, place) => callOf("simulated", host, place));
    const replies = await Promise.all(
      calls.map((call) => coordinator.reply(call, never(), never())),
    );
    assert.equal(replies.length, 20);
    const { replies: made, failures } = await worker.stop();
    assert.deepEqual([made, failures], [20, 0]);
    await stranger.close();
    await coordinator.end({ isWhole: true });
    assert.equal(host.written.err.match(/was thrown away\n/g)?.length, 2, host.written.err);
  },
);

onServer(
  "Coordinator says of a request that is larger than the server takes that it is, and goes on",
  async ({ address }) => {
    const host = hostWith();
    const coordinator = await coordinatorAt(address, host);
    const worker = await workerAt(address, host);
    const large = callOf("simulated", host, 1, { system: "x".repeat(1_100_000) });
    await assert.rejects(
      coordinator.reply(large, never(), never()),
      /^ModelError: Cannot get an answer: the request cannot be handed to a worker: it has 11\d{5} bytes, and the NATS server takes 1048576 \(max_payload\)$/,
    );
    await coordinator.reply(callOf("simulated", host, 2), never(), never());
    await worker.stop();
    await coordinator.end({ isWhole: true });
  },
);

onServer(
  "Worker says of a reply that is larger than the server takes that it is",
  async ({ address }) => {
    await using loop = startLoopback({ answer: () => "y".repeat(1_100_000) });
    const host = hostWith({ env: envFor(loop) });
    const coordinator = await coordinatorAt(address, host);
    const worker = await workerAt(address, host);
    await assert.rejects(
      coordinator.reply(callOf("gpt-4o-mini", host, 1, { maxTokens: 2_000_000 }), never(), never()),
      {
        kind: "unreadable",
        message:
          /the reply cannot be sent to the run: it has 11\d{5} bytes, and the NATS server takes/,
      },
    );
    await worker.stop();
    await coordinator.end({ isWhole: true });
  },
);

onServer(
  "Coordinator says once that nobody has models of a provider; who has them later takes the work",
  async ({ address }) => {
    await using loop = startLoopback();
    const [host, without] = [hostWith({ env: envFor(loop) }), hostWith()];
    const coordinator = await coordinatorAt(address, host);
    const simulating = await workerAt(address, without);
    const asked = [1, 2].map((place) =>
      coordinator.reply(callOf("gpt-4o-mini", host, place), never(), never())
    );
    await said(host, /no worker at nats:.* has models of openai\n/);
    assert.equal(loop.count, 0);
    const asking = await workerAt(address, host);
    await Promise.all(asked);
    assert.equal(host.written.err.match(/no worker/g)?.length, 1);
    assert.equal((await simulating.stop()).replies, 0);
    assert.equal((await asking.stop()).replies, 2);
    await coordinator.end({ isWhole: true });
  },
);

onServer(
  "Worker hands a failure of the provider on as it is, with the wait that was asked for",
  async ({ address }) => {
    await using loop = startLoopback({
      fault: () => ({ kind: "status", status: 429, retryAfter: { as: "seconds", ms: 7000 } }),
    });
    const host = hostWith({ env: envFor(loop) });
    const coordinator = await coordinatorAt(address, host);
    const worker = await workerAt(address, host);
    for (const _ of [1, 2]) {
      await assert.rejects(coordinator.reply(callOf("gpt-4o-mini", host, 1), never(), never()), {
        name: "ModelError",
        kind: "rate",
        status: 429,
        retryAfter: 7,
      });
    }
    await worker.stop();
    await coordinator.end({ isWhole: true });
  },
);

onServer(
  "Coordinator calls back what no worker has begun when nothing may be begun any more",
  async ({ address }) => {
    await using loop = startLoopback({ latency: 300 });
    const host = hostWith({ env: envFor(loop) });
    const coordinator = await coordinatorAt(address, host);
    const worker = await workerAt(address, host, { concurrency: 2 });
    const stop = new AbortController();
    const reason = new Error("it is late");
    const asked = Array.from(
      { length: 6 },
      (_, place) =>
        coordinator.reply(callOf("gpt-4o-mini", host, place), never(), stop.signal)
          .then(() => "replied", (error) => error === reason ? "called back" : String(error)),
    );
    await until(() => loop.count === 2);
    stop.abort(reason);
    const outcomes = await Promise.all(asked);
    assert.deepEqual(outcomes.toSorted(), [
      ...Array(4).fill("called back"),
      ...Array(2).fill("replied"),
    ]);
    await worker.stop();
    assert.equal(loop.count, 2);
    await coordinator.end({ isWhole: false });
  },
);

onServer(
  "Coordinator with a rate sends nothing in a rush to a worker that comes late",
  async ({ address }) => {
    const host = hostWith();
    const coordinator = await coordinatorAt(address, host, { rate: 3 });
    const turns: string[] = [];
    const waiting = Array.from({ length: 5 }, async (_, place) => {
      using turn = await coordinator.turn(never());
      turns.push(`turn ${place}`);
      const { reply } = await coordinator.reply(
        { ...callOf("simulated", host, place), turn },
        never(),
        never(),
      );
      return reply.served;
    });
    await said(host, /no worker/);
    // Only one waits on the server; the others have not even had their turn.
    assert.deepEqual(turns, ["turn 0"]);
    const worker = await workerAt(address, host);
    assert.deepEqual(await Promise.all(waiting), Array(5).fill("simulated"));
    await worker.stop();
    await coordinator.end({ isWhole: true });
  },
);

onServer("Coordinator leaves nothing of a whole run on the server", async ({ address }) => {
  const host = hostWith();
  const coordinator = await coordinatorAt(address, host);
  const worker = await workerAt(address, host);
  const replies = await Promise.all(
    [1, 2, 3].map((place) => coordinator.reply(callOf("simulated", host, place), never(), never())),
  );
  replies.slice(1).forEach(({ taken }) => taken?.());
  await worker.stop();
  await coordinator.end({ isWhole: true });
  const { jetstreamManager } = await import("@nats-io/jetstream");
  const connection = await connect({ servers: address.replace("nats://", "") });
  const manager = await jetstreamManager(connection);
  for (const name of ["QUORUM_WORK", "QUORUM_REPLIES", "QUORUM_RUNS"]) {
    const { state } = await manager.streams.info(name);
    assert.equal(state.messages, 0, name);
  }
  assert.ok(registerOf("trial").alive.startsWith("quorum.alive."));
  await connection.close();
});

/** Waits until something was said. */
async function said({ written }: ReturnType<typeof hostWith>, words: RegExp): Promise<void> {
  await until(() => words.test(written.err));
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}
