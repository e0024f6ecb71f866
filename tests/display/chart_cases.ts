import { Blend } from "../../lib/analysis/blend.ts";
import { type Tally } from "../../lib/analysis/tally.ts";
import { shuffle } from "../../lib/random/shuffle.ts";
import { stream } from "../../lib/random/stream.ts";
import {
  againstHumansChart,
  type Chart,
  choice,
  convergence,
  type ConvergenceBaseline,
  convergenceChart,
  ConvergenceTracker,
  costsChart,
  type Divergence,
  divergence,
  divergencesChart,
  groupsChart,
  modelsChart,
  type PersonaRobustness,
  positionsChart,
  robustnessChart,
  type Row,
  sharesChart,
  type Uptake,
  uptakeChart,
} from "../../mod.ts";
import { answered, asked, CONTEXT, rowOf } from "../analysis/rows.ts";
import { NOTICE, tallyOf } from "./tallies.ts";

/** Options as they come: short ones, many long ones, one, and in the scripts of the world. */
export const OPTIONS = {
  few: ["very happy", "pretty happy", "not too happy"],
  eleven: Array.from(
    { length: 11 },
    (_, at) =>
      `I would rather keep the arrangement I have now, even if it cost me ${at} dollars more`,
  ),
  one: ["yes"],
  world: [
    "どちらかといえば今のままがよいと思いますが、値段によっては変えることも考えます",
    "أفضل أن أحتفظ بالترتيب الذي لدي الآن حتى لو كلفني ذلك أكثر قليلا كل شهر",
    '👩‍👩‍👧‍👦 the family plan 🎉, <script>alert(1)</script> & "more"',
  ],
} as const;

/** The name of a set of options. */
export type OptionSet = keyof typeof OPTIONS;

/** So many answers, drawn with falling shares; the same for the same name. */
export function tallyFor(set: OptionSet, n: number, label?: string): Tally {
  const options = OPTIONS[set];
  const random = stream(5).fork(label ?? set);
  const said = Array.from({ length: n }, () => {
    const place = Math.floor(options.length * random.uniform() * random.uniform());
    return options[place] ?? options[0];
  });
  const words = set === "world"
    ? "どのプランを選びますか？ <b>Which</b> plan? أي خطة"
    : "How are things?";
  return tallyOf(asked(choice(words, options, { ordered: true })), answered(said), label);
}

/** People who answered the same, with rising shares. */
export function humansFor(set: OptionSet, n: number) {
  const options = OPTIONS[set];
  const total = options.length * (options.length + 1) / 2;
  const shares = Object.fromEntries(options.map((option, at) => [option, (at + 1) / total]));
  return { shares, n, id: "gss:HAPPY", year: 2024 };
}

const LONG = "a group whose name is longer than sixty characters, and goes on after that still";

function groupsFor(set: OptionSet, n: number): Tally[] {
  return ["north", "south", LONG, "東京都と周辺の地域", "<script>alert(1)</script>"]
    .map((label, at) => tallyFor(set, at === 3 ? 0 : n + at, label));
}

function blendFor(set: OptionSet, n: number): Tally[] {
  const parts = ["haiku", "sonnet", `openrouter/${"very-long-name-".repeat(4)}preview`]
    .map((label) => tallyFor(set, n, label));
  return [...parts, new Blend(parts, [5, 3, 2], { ...CONTEXT, notice: NOTICE })];
}

function divergencesFor(n: number): { label: string; divergence: Divergence }[] {
  return (["few", "eleven", "world"] as const).map((set) => ({
    label: set === "few" ? "happiness" : OPTIONS[set][0] ?? "",
    divergence: divergence(tallyFor(set, n), humansFor(set, 3281).shares, { humanN: 3281 }),
  }));
}

/** The answers of so many people to two questions, judged by a rule. */
export function judged(n: number, rule: "precision" | "jsd-batch", seed = 1) {
  const random = stream(seed).fork("judged");
  const rows = Array.from({ length: n }, (_, at) => {
    const tier = OPTIONS.few[random.integer(3)] ?? "";
    const row = { panelist: String(at), status: "ok" as const };
    return [
      rowOf({ ...row, question: "mood", answer: tier, category: tier }),
      rowOf({ ...row, question: "yes", answer: "yes", category: at % 9 === 0 ? "no" : "yes" }),
    ];
  });
  return convergence(rows.flat(), rule === "precision" ? { halfWidth: 0.15 } : { rule });
}

function robustnessFor(count: number) {
  const bands = ["robust", "moderate", "sensitive", "fragile"] as const;
  const personas = Array.from({ length: count }, (_, at): PersonaRobustness => {
    const agreement = 1 - (at % 10) / 12;
    const band = bands[agreement >= 0.8 ? 0 : agreement >= 0.6 ? 1 : agreement >= 0.4 ? 2 : 3];
    const name = at % 7 === 3 ? LONG : at % 7 === 4 ? "أحمد <script>" : `Persona ${at}`;
    const answer = at % 2 === 0 ? "very happy" : "今のままがよいと思いますが値段による";
    return {
      persona: String(at),
      name,
      arm: null,
      answer,
      agreement,
      n: 12,
      band: band ?? "fragile",
    };
  });
  return { question: "happiness", personas, mean: count === 0 ? null : 0.71 };
}

/** Items that spread, and one that is given up. */
export function uptakesFor(items: number, periods: number): Uptake[] {
  return Array.from(
    { length: items },
    (_, item) =>
      Array.from({ length: periods }, (_, period) => ({
        item: item === 1 ? LONG : item === 2 ? "北のエール🍺" : `IPA ${item}`,
        period: period + 1,
        taken: Math.round(
          40 * Math.max(0, Math.min(1, item === 0 ? 1 - period / 14 : period / (12 + 4 * item))),
        ),
        of: 40,
      })),
  ).flat();
}

/** Rows whose options were shown in random orders, of people who like what they see first. */
export function rowsInOrder(set: OptionSet, n: number): Row[] {
  const options = OPTIONS[set];
  const random = stream(3).fork("order");
  return Array.from({ length: n }, (_, at) => {
    const order = shuffle(options.map((_, place) => place), random);
    const place = order[random.uniform() < 0.4 ? 0 : random.integer(options.length)] ?? 0;
    return rowOf({ panelist: String(at), answer: options[place], order });
  });
}

const COSTS = [
  { model: "haiku", answers: 50, cost: 0.0213, latencies: [400, 600, 650, 700, 900, 2400] },
  { model: "sonnet", answers: 50, cost: 0.1413, latencies: [900, 1100, 1200, 1900] },
  { model: LONG, answers: 0, cost: null },
  { model: "ollama:東京 <script>", answers: 1, cost: 0, latencies: [8000] },
];

/** What convergenceBaseline() makes of a baseline. */
const SAMPLES: ConvergenceBaseline = {
  ...{
    id: "gss:HAPPY",
    key: "GSS_HAPPY",
    year: 2024,
    where: { sex: "Female" },
    shares: {},
    citation: "",
  },
  ...{ epsilon: 0.02, flatness: 0.005, draws: 500, convergedAt: 100 },
  curve: [20, 50, 100, 200, 500, 1000].map((n) => {
    return { n, mean: 0.36 / n, p10: 0.05 / n, p90: 0.9 / n, expected: 0.36 / n };
  }),
};

/** Every chart, with data as they come and as they should not. */
export const CASES: Readonly<Record<string, () => Chart>> = {
  "shares": () => sharesChart([tallyFor("few", 40)]),
  "shares-eleven": () =>
    sharesChart([tallyFor("eleven", 40, "haiku"), tallyFor("eleven", 9, LONG)]),
  "shares-world": () => sharesChart([tallyFor("world", 40)]),
  "against-humans": () => againstHumansChart(tallyFor("few", 40), humansFor("few", 3281)),
  "against-humans-eleven": () =>
    againstHumansChart(tallyFor("eleven", 40), humansFor("eleven", 90)),
  "against-humans-world": () => againstHumansChart(tallyFor("world", 1), humansFor("world", 1)),
  "against-humans-none": () => againstHumansChart(tallyFor("few", 0), humansFor("few", 3281)),
  "against-humans-one": () => againstHumansChart(tallyFor("one", 4), humansFor("one", 9)),
  "convergence": () =>
    convergenceChart(judged(400, "precision"), {
      human: judged(400, "precision", 2),
      notice: NOTICE,
    }),
  "convergence-samples": () => {
    const tracker = new ConvergenceTracker([{ key: "mood", options: OPTIONS.few }], {
      every: Infinity,
    });
    for (let at = 0; at < 50; at++) {
      tracker.add([{ question: "mood", categories: [OPTIONS.few[at % 3] ?? ""] }]);
    }
    return convergenceChart(tracker.report({ humanBaseline: SAMPLES }));
  },
  "convergence-batch": () => convergenceChart(judged(200, "jsd-batch")),
  "convergence-none": () => convergenceChart(judged(0, "precision")),
  "convergence-one": () => convergenceChart(judged(21, "precision")),
  "divergences": () => divergencesChart(divergencesFor(100), { notice: NOTICE }),
  "divergences-none": () => divergencesChart([]),
  "divergences-one": () => divergencesChart(divergencesFor(1).slice(0, 1)),
  "divergences-below": () =>
    divergencesChart(
      [[30, 50, 20], [31, 49, 20]].map((panel, at) => {
        return { label: `question ${at}`, divergence: divergence(panel, [0.3, 0.5, 0.2]) };
      }),
    ),
  "models": () => modelsChart(blendFor("few", 30)),
  "models-world": () => modelsChart(blendFor("world", 2)),
  "models-none": () => modelsChart([]),
  "groups": () =>
    groupsChart(groupsFor("few", 12), {
      humans: {
        north: humansFor("few", 340),
        south: humansFor("few", 31),
        [LONG]: humansFor("few", 1),
      },
    }),
  "groups-eleven": () => groupsChart(groupsFor("eleven", 12)),
  "groups-world": () => groupsChart(groupsFor("world", 12).slice(0, 3)),
  "groups-none": () => groupsChart([]),
  "robustness": () => robustnessChart(robustnessFor(9), { notice: NOTICE }),
  "robustness-many": () => robustnessChart(robustnessFor(120)),
  "robustness-none": () => robustnessChart(robustnessFor(0)),
  "uptake": () => uptakeChart(uptakesFor(4, 12), { notice: NOTICE }),
  "uptake-eleven": () => uptakeChart(uptakesFor(11, 12)),
  "uptake-long": () => uptakeChart(uptakesFor(2, 60)),
  "uptake-one": () => uptakeChart(uptakesFor(1, 1)),
  "uptake-none": () => uptakeChart([]),
  "positions": () =>
    positionsChart(rowsInOrder("few", 60), asked(choice("How are things?", OPTIONS.few)), {
      notice: NOTICE,
    }),
  "positions-eleven": () =>
    positionsChart(rowsInOrder("eleven", 60), asked(choice("Which?", OPTIONS.eleven))),
  "positions-none": () => positionsChart([], asked(choice("Which?", OPTIONS.few))),
  "costs": () => costsChart(COSTS, { notice: NOTICE }),
  "costs-far": () =>
    costsChart([
      { model: "dear", answers: 100_000, cost: 123_456.7, latencies: [120_000, 3] },
      { model: "cheap", answers: 3, cost: 0.0000012, latencies: [40] },
    ]),
  "costs-one": () => costsChart(COSTS.slice(2, 3)),
  "costs-none": () => costsChart([]),
};
