import assert from "node:assert/strict";
import { instrument, ModelError, panel, Raw, text } from "../../mod.ts";
import { envelope } from "../../lib/studies/envelope.ts";
import { folder, hostWith } from "../hosts.ts";
import { people } from "./fixtures.ts";
import { recorded } from "./speaker.ts";

const host = hostWith();
const asked = instrument("asked", { good: text("Good?"), bad: text("Bad?"), last: text("Last?") });

/** A model that fails at one question as long as it is down. */
function failing(how: () => unknown, id?: string) {
  return recorded(({ question }) => question.key === "bad" ? how() : "Fine.", id);
}

const down = () => {
  throw new ModelError("Cannot answer: down", { kind: "bad" });
};

Deno.test("limit({ questionFailures }) gives up a question after so many failures, and reports it", async () => {
  const { model, requests } = failing(down);
  const result = await panel({ host }).personas(people(10)).models(model)
    .limit({ questionFailures: 3, concurrency: 1 }).ask(asked).run();
  assert.equal(requests.filter(({ about }) => about.question.key === "bad").length, 3);
  const { totalPairs, erroredPairs, skippedByBudget, skippedFollowUps } = result.failures;
  assert.deepEqual([totalPairs, erroredPairs, skippedByBudget, skippedFollowUps], [23, 3, 7, 0]);
  const rows = result.rows.toArray().filter(({ question }) => question === "bad");
  assert.deepEqual(rows.map(({ status }) => status), [
    ...Array(3).fill("failed"),
    ...Array(7).fill("skipped"),
  ]);
  assert.equal(rows[9]?.error, "the question failed too often");
  const json = Object(envelope(result, host));
  assert.deepEqual(json.disabled_questions, ["bad"]);
  assert.deepEqual(json.question_failure_budget, {
    ...{ threshold_count: 3, threshold_fraction: null, total_panelists: 10, disabled_count: 1 },
    ...{ disabled: ["bad"], failure_counts: { bad: 3 } },
  });
  assert.equal(json.run_invalid, false);
});

Deno.test("limit({ questionFailures }) counts what could not be read, and shares of the panel in all repeats", async () => {
  const { model, requests } = failing(() => new Raw(" "));
  const result = await panel({ host }).personas(people(4)).models(model).repeats(5)
    .limit({ questionFailures: 0.1, concurrency: 1 }).ask(asked).run();
  assert.equal(result.course.questionFailures?.thresholdCount, 2);
  // Each was asked once more before it counted.
  assert.equal(requests.filter(({ about }) => about.question.key === "bad").length, 4);
});

Deno.test("limit({ questionFailures }) takes no question from a model for the failures of another", async () => {
  const broken = failing(down, "broken");
  const sound = failing(() => "Fine.", "sound");
  const result = await panel({ host }).personas(people(10)).models([broken.model, sound.model])
    .limit({ questionFailures: 0.2, concurrency: 4 }).ask(asked).run();
  const put = ({ requests }: ReturnType<typeof failing>) =>
    requests.filter(({ about }) => about.question.key === "bad").length;
  assert.ok(put(broken) < 10 && put(sound) === 10, `${put(broken)} ${put(sound)}`);
  // A fifth of the ten who are on the panel, however many models they answer on.
  const { thresholdCount, totalPanelists } = result.course.questionFailures ?? {};
  assert.deepEqual([thresholdCount, totalPanelists], [2, 10]);
  assert.match(result.warnings.join("\n"), /^"bad" was given up with broken after \d failures$/m);
});

Deno.test("M16: questions given up are put again when the run is resumed", async () => {
  await using at = await folder();
  let how: () => unknown = down;
  const { model, requests } = failing(() => how());
  const study = panel({ host }).personas(people(6)).models(model).journal(at.path)
    .limit({ questionFailures: 2, concurrency: 1 }).ask(asked);
  assert.equal((await study.run()).failures.skippedByBudget, 4);
  how = () => "Fine now.";
  const before = requests.length;
  const mended = await study.run();
  assert.deepEqual([mended.failures.answered, requests.length - before], [18, 6]);
  assert.equal((await study.run()).failures.answered, 18);
  assert.equal(requests.length, before + 6);
});

Deno.test("limit({ questionFailures }) gives the same rows at any speed, and after an interruption", async () => {
  /** Some cannot be read, some fail; the later ones answer first. */
  const speaking = () => {
    let asked = 0;
    const model = recorded(({ question, persona }) => {
      const place = Number(String(persona.name).slice(1));
      if (question.key !== "bad" || place % 3 > 0) return "Fine.";
      return place % 2 === 0 ? down() : new Raw(" ");
    }).model;
    const reply: typeof model.reply = async (request, signal) => {
      const wait = (7 * asked++) % 11;
      await new Promise((resolve) => setTimeout(resolve, wait));
      return await model.reply(request, signal);
    };
    return { ...model, reply };
  };
  const study = (concurrency: number) =>
    panel({ host }).personas(people(90)).models(speaking())
      .limit({ questionFailures: 4, concurrency }).ask(asked);
  const slow = (await study(1).run({ id: "one" })).rows.toArray();
  assert.ok(slow.some(({ status }) => status === "skipped"));
  assert.deepEqual((await study(30).run({ id: "one" })).rows.toArray(), slow);
  for (const stop of [8, 40]) {
    await using at = await folder();
    const kept = study(12).journal(at.path);
    for await (const row of kept.rows({ id: "one" })) {
      if (row.question === "last" && row.persona === `P${stop}`) break;
    }
    assert.deepEqual((await kept.run()).rows.toArray(), slow, `${stop}`);
  }
});

Deno.test("limit({ questionFailures }) does not wait for ever where calls are tried again", async () => {
  const { model } = recorded(() => "Fine.");
  const seen = new Set<string>();
  const reply: typeof model.reply = (request, signal) => {
    const key = `${request.about.panelist} ${request.about.question.key}`;
    if (seen.has(key)) return model.reply(request, signal);
    seen.add(key);
    throw new ModelError("slow down", { kind: "rate", retryAfter: 0.005 });
  };
  const result = await panel({ host }).personas(people(30)).models({ ...model, reply })
    .limit({ questionFailures: 1, concurrency: 4 }).ask(asked).run();
  assert.equal(result.failures.answered, 90);
});

Deno.test("limit({ questionFailures }) refuses what is neither a number nor a share", () => {
  for (const questionFailures of [0, -1, 1.5, NaN]) {
    assert.throws(() => panel({ host }).limit({ questionFailures }), TypeError);
  }
});
