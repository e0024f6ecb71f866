import { type BaselineRecord, type BaselineWave } from "../../mod.ts";
import { scaleOf } from "./scale.ts";
import {
  type Collected,
  type Groups,
  noteOf,
  type Numbers,
  type Origin,
  originText,
  questionsOf,
} from "./source.ts";

interface Counted {
  readonly n: number;
  readonly counts: Numbers;
}

interface Group extends Counted {
  readonly human_distribution: Numbers;
}

interface Period extends Counted {
  readonly human_distribution_weighted_wtssps: Numbers;
  readonly by_subgroup: Groups<Group>;
}

interface GssQuestion extends Collected {
  readonly title: string;
  readonly by_year: Readonly<Record<string, Counted>>;
  readonly by_period_weighted?: Readonly<Record<string, Period>>;
  readonly weighted_by_year_wtssps?: Readonly<
    Record<string, { readonly n: number; readonly human_distribution: Numbers }>
  >;
  readonly source_subgroups?: Origin | readonly Origin[];
  readonly notes?: string;
}

/** The full versions; the file with all others has them too, without groups. */
const FULL = ["gss_HAPPY.json", "gss_HEALTH.json", "gss_LIFE.json"] as const;

/** The General Social Survey: counts by year, and for some questions weighted shares and groups. */
export async function gss(): Promise<BaselineRecord[]> {
  const full = (await Promise.all(FULL.map((file) => questionsOf<GssQuestion>(file)))).flat();
  const core = await questionsOf<GssQuestion>("gss_core.json");
  const keys = full.map(({ question_key }) => question_key);
  return [...full, ...core.filter((one) => !keys.includes(one.question_key))].map(recordOf);
}

function recordOf(one: GssQuestion): BaselineRecord {
  return {
    dataset: "gss",
    question: one.question_key.replace(/^GSS_/, ""),
    key: one.question_key,
    title: one.title,
    // The source doubles some apostrophes, and has an ellipsis that was read in a wrong encoding.
    text: one.question_text.replaceAll("''", "'").replaceAll("ï¿½", "..."),
    ...scaleOf(one.question_key, one.options),
    waves: wavesOf(one),
    ...(one.by_period_weighted ? { weighting: "The GSS weight WTSSPS" } : {}),
    ...noteOf(one.question_text_note, one.notes),
    source: originText(one.source),
    ...(one.source_subgroups ? { groups_source: originText(one.source_subgroups) } : {}),
    licence: "Aggregates of the General Social Survey, free for public use with citation of NORC",
    citation: one.citation,
  };
}

function wavesOf(
  { by_year, by_period_weighted = {}, weighted_by_year_wtssps = {} }: GssQuestion,
): BaselineWave[] {
  const years = Object.entries(by_year).map(([year, whole]): BaselineWave => {
    const period = by_period_weighted[year];
    const differs = period !== undefined && !isSame(period, whole);
    const weighted = weighted_by_year_wtssps[year]?.human_distribution ??
      (differs ? undefined : period?.human_distribution_weighted_wtssps);
    return {
      year: Number(year),
      counts: counted(whole),
      ...(weighted ? { shares: weighted } : {}),
      ...(period ? { groups: groupsOf(period) } : {}),
      ...noteOf(
        differs &&
          `the groups are of another file, which has ${period.n} interviews, not ${whole.n}`,
      ),
    };
  });
  const periods = Object.entries(by_period_weighted).filter(([label]) => label.includes("-"));
  return [
    ...years,
    ...periods.map(([label, period]): BaselineWave => ({
      // As the filter says.
      year: label as `${number}-${number}`,
      counts: counted(period),
      shares: period.human_distribution_weighted_wtssps,
      groups: groupsOf(period),
    })),
  ];
}

function groupsOf({ by_subgroup }: Period): Groups<{ counts: Numbers; shares: Numbers }> {
  return Object.fromEntries(
    Object.entries(by_subgroup).map(([attribute, groups]) => [
      attribute,
      Object.fromEntries(
        Object.entries(groups).map(([group, one]) => [
          group,
          { counts: counted(one), shares: one.human_distribution },
        ]),
      ),
    ]),
  );
}

/** The counts, which must add up to the number that stands beside them. */
function counted({ n, counts }: Counted): Numbers {
  const sum = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (sum !== n) throw new Error(`Cannot take counts of ${sum}: they must be of ${n}`);
  return counts;
}

function isSame({ counts }: Counted, whole: Counted): boolean {
  return Object.entries(counts).every(([option, count]) => whole.counts[option] === count);
}
