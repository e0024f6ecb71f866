import { type BaselineRecord, type BaselineSample, type BaselineWave } from "../../mod.ts";
import { scaleOf } from "./scale.ts";
import {
  type Collected,
  type Groups,
  noteOf,
  type Numbers,
  originText,
  questionsOf,
} from "./source.ts";

interface Share {
  readonly human_distribution: Numbers;
  readonly se: number;
}

interface Nov2019 extends Collected {
  readonly human_distribution: Numbers;
  readonly standard_error?: number;
  readonly by_subgroup?: Groups<Share>;
  readonly derived?: string;
}

interface Trend extends Collected {
  readonly by_wave: Readonly<
    Record<string, { readonly Yes: number; readonly No: number; readonly se: number }>
  >;
}

interface Headlines extends Collected {
  readonly by_year: Readonly<Record<string, Numbers>>;
  readonly by_subgroup: Groups<Readonly<Record<string, Numbers>>>;
}

const NOT_PUBLISHED = "The tables give estimates for the population and their standard errors, " +
  "not the number of interviews.";
const LABELS = "NTIA publishes the labels of rows, of which the wording is made.";

/** The NTIA Internet Use Survey: one record for all waves of an item, the groups of November 2019 in it. */
export async function ntia(): Promise<BaselineRecord[]> {
  const trend = await questionsOf<Trend>("ntia_trend.json");
  const last = await questionsOf<Nov2019>("ntia_nov2019.json");
  const headlines = await questionsOf<Headlines>("ntia_headlines_2021_2023.json");
  const names = [...new Set([...trend, ...last].map(nameOf))];
  const of = <Question extends Collected>(list: readonly Question[], name: string) =>
    list.find((one) => nameOf(one) === name);
  return names.map((name) => recordOf(name, of(trend, name), of(last, name), of(headlines, name)));
}

/** The item and whom it is asked of, as in `internetUser_isPerson`. */
function nameOf({ question_key }: Collected): string {
  return question_key.replace(/^NTIA_([A-Z][a-z]{2}_\d{4}_)?/, "");
}

function recordOf(
  name: string,
  trend: Trend | undefined,
  last: Nov2019 | undefined,
  headlines: Headlines | undefined,
): BaselineRecord {
  const one = last ?? trend;
  if (one === undefined) throw new Error(`Cannot find the item "${name}"`);
  const text = one.question_text.replace("(ispBundle)", "(among households with bundled internet)");
  return {
    dataset: "ntia",
    question: name.replace(/_.*$/, ""),
    aliases: [`NTIA_${name}`],
    title: text.replace(/( \(among .*)?\?$/, ""),
    text,
    ...scaleOf(one.question_key, one.options),
    waves: [...trend ? trendOf(trend, name, last) : last ? [nov2019(last, name)] : []]
      .concat(headlines ? headlinesOf(headlines, name) : []),
    weighting: "Estimates for the population by the weights of the Current Population Survey",
    ...noteOf(last?.question_text_note ?? LABELS, last?.derived ?? NOT_PUBLISHED),
    source: originText(one.source),
    licence: "Work of the U.S. Government, in the public domain (17 USC 105)",
    citation: one.citation,
  };
}

function trendOf({ by_wave }: Trend, name: string, last: Nov2019 | undefined): BaselineWave[] {
  return Object.entries(by_wave).map(([wave, { Yes, No, se }]) => {
    if (wave === "Nov 2019" && last) return nov2019(last, name, Yes);
    return { ...headOf(wave, name), shares: { Yes, No }, standard_error: se };
  });
}

function headOf(wave: string, name: string): BaselineWave {
  return {
    year: Number(wave.slice(-4)),
    wave,
    key: `NTIA_${wave.replace(" ", "_")}_${name}`,
  };
}

function nov2019(one: Nov2019, name: string, yes = one.human_distribution.Yes): BaselineWave {
  const { human_distribution: shares, standard_error, by_subgroup } = one;
  if (yes !== shares.Yes) throw new Error(`Cannot tell the share of "${name}": two tables differ`);
  return {
    ...headOf("Nov 2019", name),
    shares,
    ...(standard_error === undefined ? {} : { standard_error }),
    ...(by_subgroup === undefined ? {} : {
      groups: mapped(by_subgroup, ({ human_distribution, se }) => ({
        ...{ shares: human_distribution, standard_error: se },
      })),
    }),
  };
}

function headlinesOf({ by_year, by_subgroup, source }: Headlines, name: string): BaselineWave[] {
  return Object.entries(by_year).map(([year, shares]) => ({
    ...headOf(`Nov ${year}`, name),
    shares,
    groups: mapped(by_subgroup, (years) => ({ shares: years[year] ?? {} })),
    note:
      "Whole percent, read from a third-party summary of the release; no standard error is known.",
    source: originText(source),
  }));
}

function mapped<Sample>(
  groups: Groups<Sample>,
  make: (sample: Sample) => BaselineSample,
): Record<string, Record<string, BaselineSample>> {
  return Object.fromEntries(
    Object.entries(groups).map(([attribute, samples]) => [
      attribute,
      Object.fromEntries(Object.entries(samples).map(([group, sample]) => [group, make(sample)])),
    ]),
  );
}
