import assert from "node:assert/strict";
import { submissionText } from "../../lib/benchmarks/submission.ts";
import { VERSION } from "../../lib/host/version.ts";
import { baseline, scripted, simulated, submission, type SubmittedModel } from "../../mod.ts";
import { problemsOf } from "../loopback/synthbench_check.ts";

const HAIKU: SubmittedModel = {
  id: "claude-haiku-4-5-20251001",
  spec: { provider: "anthropic" },
};

/** A submission of one question. */
function of(human: Record<string, number>, panel: Record<string, number>, models = [HAIKU]) {
  return submission([{ id: "gss:HAPPY", human, panel, n: 50 }], models);
}

Deno.test("submission() has the numbers that SynthBench has", () => {
  // From running synthbench's own metrics: JSD in bits, tau-b, and their parity.
  const golden: readonly [
    human: object,
    panel: object,
    jsd: number,
    tau: number,
    parity: number,
  ][] = [
    [{ A: .5, B: .3, C: .2 }, { A: .5, B: .3, C: .2 }, 0, 1, 1],
    [{ A: 1, B: 0 }, { A: 0, B: 1 }, 1, -1, 0],
    [{ A: .7, B: .2, C: .1 }, { A: .3, B: .4, C: .3 }, .1216101753, 0, .6891949124],
    [{ A: .6, B: .4 }, { A: .4, B: .6 }, .0290494055, -1, .4854752972],
    [{ A: .5, B: .5 }, { A: .5, C: .5 }, .5, -.5, .375],
    [{ A: .5, B: .3, C: .2 }, { A: .48, B: .32, C: .2 }, .0003799571, 1, .9998100214],
    [
      { A: .4, B: .3, C: .2, D: .1 },
      { A: .3, B: .4, C: .1, D: .2 },
      .0348515546,
      1 / 3,
      .8159075561,
    ],
    [{ A: 1 }, { A: 1 }, 0, 0, .75],
    [{ A: .25, B: .25, C: .25, D: .25 }, { A: 1, B: 0, C: 0, D: 0 }, .5487949407, 0, .4756025297],
    [{ A: .5, B: .5 }, { A: 3, B: 1 }, .0487949407, 0, .7256025297],
    [{ a: .4, b: .4, c: .2 }, { a: .5, b: .3, c: .2 }, .0091859255, .8164965809, .9495311825],
    // HAPPY 2024.
    [
      { A: .208473, B: .576653, C: .214874 },
      { A: .1, B: .8, C: .1 },
      .0426532833,
      .8164965809,
      .9327975036,
    ],
  ];
  for (const [human, panel, jsd, tau, parity] of golden) {
    const payload = of({ ...human }, { ...panel });
    const { mean_jsd, mean_kendall_tau, composite_parity, n_questions } = payload.aggregate;
    const found = [mean_jsd, mean_kendall_tau, composite_parity, n_questions];
    for (const [at, value] of [jsd, tau, parity, 1].entries()) {
      assert.ok(Math.abs((found[at] ?? NaN) - value) < 1e-9, `${JSON.stringify(panel)}: ${found}`);
    }
    assert.deepEqual(problemsOf(JSON.parse(submissionText(payload))), []);
  }
});

Deno.test("submission() holds shares, numbers and names of models, and nothing else", async () => {
  const human = await baseline("gss:HAPPY");
  const panel = { "very happy": 1, "pretty happy": 8, "not too happy": 1 };
  const payload = submission([{ id: human.id, key: human.key, human, panel, n: 10 }], [
    HAIKU,
    HAIKU,
  ]);
  assert.deepEqual(payload, {
    benchmark: "synthbench",
    version: "0.1.0",
    config: {
      dataset: "gss",
      provider: "quorum/claude-haiku-4-5-20251001",
      model: "claude-haiku-4-5-20251001",
      framework: "quorum",
      client: "quorum",
      client_version: VERSION,
      calibration_spec: "gss:HAPPY",
      n: 10,
    },
    aggregate: {
      n_questions: 1,
      mean_jsd: payload.per_question[0]?.jsd,
      mean_kendall_tau: payload.per_question[0]?.kendall_tau,
      composite_parity: payload.aggregate.composite_parity,
    },
    per_question: [{
      key: "GSS_HAPPY",
      human_distribution: human.shares,
      model_distribution: { "very happy": .1, "pretty happy": .8, "not too happy": .1 },
      jsd: payload.per_question[0]?.jsd,
      kendall_tau: payload.per_question[0]?.kendall_tau,
      n: 10,
    }],
  });
});

Deno.test("submission() is the mean of its questions", () => {
  const questions = [
    { id: "gss:A", human: { yes: 1, no: 1 }, panel: { yes: 3, no: 1 }, n: 4 },
    { id: "gss:B", human: { yes: .6, no: .4 }, panel: { yes: .4, no: .6 }, n: 9 },
  ];
  const { config, aggregate, per_question } = submission(questions, [HAIKU]);
  assert.deepEqual([config.n, config.calibration_spec], [9, "gss:A gss:B"]);
  assert.deepEqual(per_question.map(({ key, n }) => [key, n]), [["GSS_A", 4], ["GSS_B", 9]]);
  assert.equal(aggregate.n_questions, 2);
  assert.ok(Math.abs(aggregate.mean_jsd - (.0487949407 + .0290494055) / 2) < 1e-9);
  assert.deepEqual(problemsOf({ ...submission(questions, [HAIKU]) }), []);
});

Deno.test("submission() names every model, and of the user's own machine no path", () => {
  const model = (id: string, provider: string) => {
    return of({ yes: 1 }, { yes: 1 }, [{ id, spec: { provider } }]).config.model;
  };
  assert.equal(
    model("openrouter/meta-llama/llama-3.3-70b-instruct", "openrouter"),
    "openrouter/meta-llama/llama-3.3-70b-instruct",
  );
  assert.equal(model("/home/anna/models/mine.gguf", "local"), "mine.gguf");
  assert.equal(model("C:\\Users\\anna\\mine.gguf", "openai"), "mine.gguf");
  assert.equal(model('a<b>"&\u001b', "openai"), "a-b----");
  const two = of({ yes: 1 }, { yes: 1 }, [HAIKU, { id: "gpt-4o", spec: { provider: "openai" } }]);
  assert.deepEqual(
    [two.config.model, two.config.provider],
    ["claude-haiku-4-5-20251001 + gpt-4o", "quorum/claude-haiku-4-5-20251001 + gpt-4o"],
  );
  assert.deepEqual(problemsOf(two), []);
});

Deno.test("submission() refuses answers that are made up, and what SynthBench cannot take", () => {
  const yes = { yes: 1 };
  for (const made of [simulated(), simulated({ name: "gpt-4o" }), scripted({ happy: "yes" })]) {
    assert.throws(() => of(yes, yes, [HAIKU, made]), {
      name: "TypeError",
      message: `Cannot submit to SynthBench: the answers of "${made.id}" are made up`,
    });
  }
  const question = { human: yes, panel: yes, n: 1 };
  assert.throws(() => submission([], [HAIKU]), /no question was compared with people/);
  assert.throws(() => of(yes, yes, []), /no model answered/);
  assert.throws(() => submission([{ id: "fte_steak:X", ...question }], [HAIKU]), {
    message: 'Cannot submit to SynthBench: it takes gss and ntia, not "fte_steak"',
  });
  const two = [{ id: "gss:X", ...question }, { id: "ntia:X", ...question }];
  assert.throws(() => submission(two, [HAIKU]), /one is of one dataset, not of gss and ntia/);
  assert.throws(() => of(yes, {}), RangeError);
  const one = { id: "gss:X", ...question };
  const wrong: [object, RegExp][] = [
    [{ n: NaN }, /n = NaN of gss:X is no number of answers$/],
    [{ n: 0.5 }, /n = 0\.5 of gss:X is no number of answers$/],
    [{ id: "gss" }, /"gss" is not DATASET:QUESTION, as in gss:HAPPY$/],
  ];
  for (const [part, message] of wrong) {
    assert.throws(() => submission([{ ...one, ...part }], [HAIKU]), message);
  }
  assert.throws(() => submission([one, one], [HAIKU]), /a question is there twice$/);
});

Deno.test("submissionText() is JSON that a terminal shows as it is", () => {
  const text = submissionText(of({ "yes\u009b2J\u202e": 1 }, { no: 1 }));
  assert.ok(text.includes("yes\\u009b2J\\u202e"));
  assert.deepEqual(JSON.parse(text), of({ "yes\u009b2J\u202e": 1 }, { no: 1 }));
});
