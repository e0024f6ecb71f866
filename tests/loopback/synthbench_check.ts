import { divergence, tauB } from "./synthbench_numbers.ts";

type Json = Readonly<Record<string, unknown>>;

/** The widest a sum of shares, a question's number, and a mean may be off. */
const [SUM, NUMBER, MEAN] = [0.005, 0.03, 0.01];
/** The characters of names that are shown on a page. */
const NAME = /^[\p{L}\p{N}\s._\-/:@()+,#]*$/u;

/**
 * What SynthBench finds wrong with a submission, in the order in which it looks: the form, the ranges, the
 * shares, and the numbers that it computes again.
 */
export function problemsOf(data: unknown): string[] {
  if (!isRecord(data)) return ["body is not a JSON object"];
  const { config, aggregate, per_question: rows } = data;
  if (data.benchmark !== "synthbench") return ['top-level "benchmark" must equal "synthbench"'];
  if (!isRecord(config)) return ['missing or invalid "config"'];
  if (!isRecord(aggregate)) return ['missing or invalid "aggregate"'];
  if (!Array.isArray(rows)) return ['missing or invalid "per_question"'];
  return [
    ...missing(data, ["version"], ""),
    ...missing(config, ["dataset", "provider"], "config."),
    ...missing(aggregate, ["mean_jsd", "mean_kendall_tau", "composite_parity"], "aggregate."),
    ...["model", "provider", "framework", "dataset"].filter((key) =>
      typeof config[key] === "string" && !NAME.test(config[key])
    ).map((key) => `"config.${key}" contains characters outside the allowed set`),
    ...(aggregate.n_questions === rows.length ? [] : ['"aggregate.n_questions" does not match']),
    ...rangeProblems(aggregate),
    ...rows.flatMap(rowProblems),
    ...(rows.every(isRecord) ? meanProblems(aggregate, rows) : []),
  ];
}

function missing(record: Json, keys: readonly string[], path: string): string[] {
  return keys.filter((key) => record[key] === undefined).map((key) => `missing "${path}${key}"`);
}

function rangeProblems(aggregate: Json): string[] {
  const ranges = [["composite_parity", 0], ["mean_jsd", 0], ["mean_kendall_tau", -1]] as const;
  return ranges.filter(([key, low]) =>
    !(numberOf(aggregate[key]) >= low) || Number(aggregate[key]) > 1
  )
    .map(([key]) => `"aggregate.${key}" is out of its range`);
}

function rowProblems(row: unknown, place: number): string[] {
  const path = `per_question[${place}]`;
  if (!isRecord(row)) return [`${path} is not an object`];
  const { human_distribution: human, model_distribution: model } = row;
  const lacking = missing(row, ["key", "jsd", "kendall_tau"], `${path}.`);
  const shares = [["human_distribution", human], ["model_distribution", model]] as const;
  const wrong = shares.filter(([, value]) => !isDistribution(value))
    .map(([name]) => `${path}.${name} is no distribution`);
  if (!isDistribution(human) || !isDistribution(model)) return [...lacking, ...wrong];
  const [jsd, tau] = computed(human, model);
  return [
    ...lacking,
    ...(Math.abs(jsd - numberOf(row.jsd)) <= NUMBER ? [] : [`${path}.jsd should be ${jsd}`]),
    ...(Math.abs(tau - numberOf(row.kendall_tau)) <= NUMBER
      ? []
      : [`${path}.kendall_tau should be ${tau}`]),
  ];
}

/** The divergence in bits, and τ-b over the options of both sides, 0 where it has no value. */
function computed(
  human: Readonly<Record<string, number>>,
  model: Readonly<Record<string, number>>,
): [jsd: number, tau: number] {
  const options = [...new Set([...Object.keys(human), ...Object.keys(model)])].sort();
  const shares = (side: Readonly<Record<string, number>>) => options.map((one) => side[one] ?? 0);
  return [divergence(shares(human), shares(model)), tauB(shares(human), shares(model))];
}

function meanProblems(aggregate: Json, rows: readonly Json[]): string[] {
  const mean = (key: string) =>
    rows.reduce((sum, row) => sum + numberOf(row[key]), 0) / rows.length;
  const [jsd, tau] = [mean("jsd"), mean("kendall_tau")];
  const wanted = {
    mean_jsd: jsd,
    mean_kendall_tau: tau,
    composite_parity: 0.5 * (1 - jsd) + (0.5 * (1 + tau)) / 2,
  };
  return Object.entries(wanted)
    .filter(([key, value]) => !(Math.abs(numberOf(aggregate[key]) - value) <= MEAN))
    .map(([key, value]) => `"aggregate.${key}" should be ${value}`);
}

function isDistribution(value: unknown): value is Readonly<Record<string, number>> {
  if (!isRecord(value)) return false;
  const shares = Object.values(value);
  if (!shares.every((share) => numberOf(share) >= 0)) return false;
  return Math.abs(shares.reduce<number>((sum, share) => sum + numberOf(share), 0) - 1) <= SUM;
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : NaN;
}

function isRecord(value: unknown): value is Json {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
