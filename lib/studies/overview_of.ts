import { type Calibration } from "../analysis/calibration.ts";
import { Tally } from "../analysis/tally.ts";
import { counted } from "../display/counted.ts";
import { dollars } from "../display/money.ts";
import { type Overview } from "../display/overview.ts";
import { type ModelTotals } from "../engine/model_totals.ts";
import { agreementsOf } from "./agreements.ts";
import { convergenceText } from "./convergence_text.ts";
import { broughtModels, costRows } from "./costs.ts";
import { type Course } from "./course.ts";
import { type Digest } from "./digest.ts";
import { type Plan } from "./plan.ts";
import { type Replies } from "./replies.ts";
import { repliesNotes } from "./replies_json.ts";

/** What an overview is made of, beside what the rows come to. */
interface Asked {
  readonly plan: Plan;
  readonly usage: readonly ModelTotals[];
  readonly synthesisUsage: readonly ModelTotals[];
  readonly cost: number | null;
  readonly isCutOff: boolean;
  readonly journal: string;
  readonly warnings: readonly string[];
  readonly notice: string | null;
  readonly course: Pick<
    Course,
    "begun" | "halt" | "synthesis" | "convergence" | "released"
  >;
  readonly calibration: Calibration | null;
  readonly replies: Replies;
  blend(question: string): Tally;
}

/** A result at a glance: each question as a tally, a summary or a few quotes, and what must be known. */
export function overviewOf(result: Asked, digest: Digest): Overview {
  const { plan, course: { begun, synthesis } } = result;
  const put = begun.flatMap(({ questions }) => questions);
  return {
    head: headOf(result, digest),
    questions: put.map((key) => {
      const answers = digest.answers.get(key) ?? [];
      return plan.blend && answers[0] instanceof Tally ? [result.blend(key)] : answers;
    }),
    ...(synthesis?.status === "ok"
      ? { synthesis: { model: synthesis.model, findings: synthesis.findings } }
      : {}),
    agreements: agreementsOf(digest),
    calibration: result.calibration,
    costs: costRows(result),
    notes: notesOf(result),
  };
}

function headOf(asked: Asked, { statuses }: Digest): string[] {
  const { plan, course, usage, cost } = asked;
  const models = [...plan.models?.entries.map(({ name }) => name) ?? [], ...broughtModels(asked)];
  const { begun } = course;
  const panelists = plan.personas.length * Math.max(1, plan.variants);
  const { ok, ...rest } = statuses;
  const others = Object.entries(rest).flatMap(([status, n]) => n === 0 ? [] : [`${n} ${status}`]);
  const calls = usage.reduce((sum, totals) => sum + totals.calls, 0);
  return [
    `${plan.instrument?.name} · ${panelOf(plan)} · ${models.join(", ")}`,
    ...(begun.length > 1 ? [`rounds: ${begun.map(({ name }) => name).join(" → ")}`] : []),
    `${[counted(ok, "answer"), ...others].join(", ")} · ${counted(calls, "call")} · ${
      dollars(cost)
    }`,
    ...convergenceText(course, panelists),
  ];
}

function panelOf({ personas, variants, repeats }: Plan): string {
  const people = counted(personas.length, "persona");
  const all = variants === 0
    ? people
    : `${counted(personas.length * variants, "variant")} of ${people}`;
  return repeats === 1 ? all : `${all}, asked ${repeats} times`;
}

function notesOf({ isCutOff, journal, warnings, notice, course, replies }: Asked): string[] {
  const { halt, synthesis } = course;
  return [
    ...(isCutOff ? [`the run was stopped: what had finished is in ${journal}`] : []),
    ...(halt
      ? [`the budget of ${dollars(halt.cap)} ended the run: its answers are in ${journal}`]
      : []),
    ...(synthesis?.status === "failed" ? [`not summed up: ${synthesis.message}`] : []),
    ...repliesNotes(replies),
    ...warnings,
    "the intervals tell how much another draw from this panel and its models could differ; they say nothing about people",
    ...(notice === null ? [] : [notice]),
  ];
}
