import { type BaselineRecord, type BaselineSample } from "../../mod.ts";
import { scaleOf } from "./scale.ts";
import {
  type Collected,
  type Groups,
  noteOf,
  type Numbers,
  originText,
  questionsOf,
} from "./source.ts";

interface Sample {
  readonly counts?: Numbers;
  readonly published_percent?: Numbers;
}

interface FteQuestion extends Collected, Sample {
  readonly n: number | null;
  readonly n_note?: string;
  readonly years: readonly number[];
  readonly years_note?: string;
  readonly sample_note?: string;
  readonly population?: string;
  readonly by_subgroup: Groups<Sample>;
}

const SURVEYS: Readonly<Record<string, string>> = {
  fte_comma: "Comma survey",
  fte_flying: "Flying etiquette survey",
  fte_masculinity: "Masculinity survey",
  fte_steak: "Steak survey",
  fte_thanksgiving: "Thanksgiving survey",
  fte_weather: "Weather survey",
};

/** FiveThirtyEight's own surveys: counts, or published percentages. */
export async function fivethirtyeight(): Promise<BaselineRecord[]> {
  return (await questionsOf<FteQuestion>("fivethirtyeight.json")).map(recordOf);
}

function recordOf(one: FteQuestion): BaselineRecord {
  const question = one.question_key.replace(/^FTE_([A-Z]+_(?=[A-Z]))?/, "");
  const words = question.replace(/^MASC_/, "question ").replaceAll("_", " ").toLowerCase();
  const [year] = one.years;
  return {
    dataset: one.dataset,
    question,
    key: one.question_key,
    title: `${SURVEYS[one.dataset]}: ${words}`,
    text: one.question_text,
    ...scaleOf(one.question_key, one.options),
    waves: [{
      ...(year === undefined ? {} : { year }),
      ...sampleOf(one),
      ...(one.counts === undefined && one.n !== null ? { n: one.n } : {}),
      groups: Object.fromEntries(
        Object.entries(one.by_subgroup).map(([attribute, groups]) => [
          attribute,
          Object.fromEntries(
            Object.entries(groups).map(([group, sample]) => [group, sampleOf(sample)]),
          ),
        ]),
      ),
    }],
    ...(one.counts === undefined
      ? { weighting: "Whole percent, weighted by the publisher to the American Community Survey" }
      : {}),
    ...noteOf(
      ...[one.question_text_note, one.population && `asked of ${one.population}`],
      ...[one.n_note, one.sample_note, one.years_note],
    ),
    source: originText(one.source),
    licence: "CC BY 4.0, FiveThirtyEight",
    citation: one.citation,
  };
}

function sampleOf({ counts, published_percent }: Sample): BaselineSample {
  return counts === undefined ? { shares: published_percent } : { counts };
}
