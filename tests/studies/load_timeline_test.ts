import assert from "node:assert/strict";
import {
  deterministic,
  loadRun,
  panel,
  type Policy,
  randomAssignment,
  type Timeline,
  type TimelineResult,
} from "../../mod.ts";
import { Journal } from "../../lib/engine/journal.ts";
import { envFor, folder, hostWith, type TestHost } from "../hosts.ts";
import { answerByHash } from "../loopback/answers.ts";
import { startLoopback } from "../loopback/service.ts";
import { beers, diary, drinkers, eventLines, tasting } from "./timeline_fixtures.ts";

const FOLLOWED = { followed: true } as const;

/** Whoever took something is shown the same once more: a policy that looks back. */
const again: Policy = {
  spec: { name: "self_selection", of: "what was taken" },
  looksBack: true,
  decide: ({ panelists, products, past }) =>
    panelists.map(({ id }) => {
      const taken = past.flatMap((row) =>
        row.event_type === "selection" && row.panelist_id === id ? row.selected_product_ids : []
      );
      const all = products.map(({ id }) => id);
      const shown = taken.length === 0
        ? all
        : [...new Set(taken)].filter((one) => all.includes(one));
      return { kind: "selection", panelist: id, choiceSet: shown };
    }),
};

const WAYS: Readonly<Record<string, (host: TestHost) => Timeline>> = {
  "one model": (host) => diary(host, "gpt-4o-mini"),
  "an ensemble": (host) => diary(host, "gpt-4o-mini,haiku").remember(1),
  "a split": (host) => diary(host, "gpt-4o-mini:0.5,haiku:0.5").limit({ failureThreshold: 0 }),
  "simulated respondents": (host) => diary(host, "simulated"),
  "a policy that looks back": (host) =>
    panel({ host }).personas(drinkers(4)).models("haiku").expose(beers, again).over(3),
  "nobody asked": (host) =>
    panel({ host }).personas(drinkers(6)).models("haiku").seed(2)
      .expose(beers, randomAssignment()).outcome(deterministic(tasting)).over(4),
};

/** Everything that a result says of itself. */
function said(result: TimelineResult) {
  const { run, fingerprint, isCutOff, abortReason, isInvalid, counts, halt, notice, warnings } =
    result;
  const { usage, cost, requests, replies, plan, panelists } = result;
  return {
    ...{ run, fingerprint, isCutOff, abortReason, isInvalid, counts, halt, notice, warnings },
    ...{ usage, cost, requests, replies, plan: JSON.parse(JSON.stringify(plan)) },
    panelists: panelists.map(({ id, features, model }) => [id, features, model?.name]),
    lines: eventLines(result),
    text: result.toString().replaceAll(/\S*events(\.part)?\.jsonl/g, "the events"),
  };
}

for (const [what, study] of Object.entries(WAYS)) {
  Deno.test(`loadRun() opens a panel that was followed with ${what} as it was, without key or network`, async () => {
    await using loop = startLoopback();
    await using at = await folder();
    const result = await study(hostWith({ env: envFor(loop) })).journal(at.path).run();
    const loaded = await loadRun(at.path, { ...FOLLOWED, host: hostWith() });
    assert.deepEqual(said(loaded), said(result));
    assert.deepEqual([...loaded.fields.keys()], [...result.fields.keys()]);
    assert.equal(loaded.seconds, result.seconds);
  });

  Deno.test(`loadRun() opens a panel followed with ${what} that was stopped, as far as it had come`, async () => {
    await using loop = startLoopback();
    await using at = await folder();
    const whole = study(hostWith({ env: envFor(loop) })).limit({ concurrency: 2 });
    const lines = eventLines(await whole.run());
    const stop = new AbortController();
    const rows = whole.journal(at.path).rows({ signal: stop.signal });
    for (let count = 0; count < 3; count++) await rows.next();
    stop.abort();
    for (let next = await rows.next();; next = await rows.next()) {
      if (!next.done) continue;
      const loaded = await loadRun(at.path, { ...FOLLOWED, host: hostWith() });
      assert.deepEqual([loaded.isCutOff, loaded.abortReason], [true, next.value.abortReason]);
      const seen = eventLines(loaded);
      assert.ok(seen.length >= 3 && loaded.isInvalid);
      assert.ok(seen.every((line) => lines.includes(line)));
      break;
    }
  });
}

Deno.test("loadRun() opens a panel that is being followed, and one whose program was killed", async () => {
  await using loop = startLoopback();
  await using at = await folder();
  const study = diary(hostWith({ env: envFor(loop) }), "gpt-4o-mini").limit({ concurrency: 1 });
  const rows = study.journal(at.path).rows();
  await rows.next();
  loop.setBehaviour({ answer: answerByHash });
  const loaded = await loadRun(at.path, { ...FOLLOWED, host: hostWith() });
  assert.ok(loaded.isCutOff && loaded.abortReason === null && loaded.counts.rows > 0);
  await rows.return(undefined as never);
});

Deno.test("loadRun() reads a half-written line of events as none", async () => {
  await using at = await folder();
  const study = panel({ host: hostWith() }).personas(drinkers(3))
    .expose(beers, randomAssignment()).outcome(deterministic(tasting)).over(2).journal(at.path);
  const result = await study.run();
  const [first = "", second = ""] = eventLines(result);
  await Deno.remove(result.events);
  const half = `${first}\n${second.slice(0, 40)}`;
  await Deno.writeTextFile(`${at.path}/events.part.jsonl`, half);
  const journal = await Journal.open(hostWith(), `${at.path}/run.sqlite`);
  const { counts: _, ...kept } = JSON.parse(journal.note("course") ?? "{}");
  journal.keepNote("course", JSON.stringify({ ...kept, counts: null }));
  journal.close();
  const loaded = await loadRun(at.path, { ...FOLLOWED, host: hostWith() });
  assert.deepEqual([eventLines(loaded), loaded.counts.rows], [[first], 1]);
});

Deno.test("loadRun() says which of the two a run is", async () => {
  await using at = await folder();
  await diary(hostWith(), "simulated").journal(at.path).run();
  await assert.rejects(
    loadRun(at.path, { host: hostWith() }),
    /its panel was followed, not asked: \{ followed: true \} opens it/,
  );
});

Deno.test("loadRun() refuses the journal of a followed panel that was changed", async () => {
  await using at = await folder();
  await diary(hostWith(), "simulated").journal(at.path).run();
  const journal = await Journal.open(hostWith(), `${at.path}/run.sqlite`);
  journal.keepNote("plan", (journal.note("plan") ?? "").replace("Stout", "Porter"));
  journal.close();
  await assert.rejects(
    loadRun(at.path, { ...FOLLOWED, host: hostWith() }),
    /its plan is not the one that was carried out: the journal was changed/,
  );
});
