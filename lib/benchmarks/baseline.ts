import * as z from "zod";
import { denoHost } from "../host/deno.ts";
import { type Host } from "../host/host.ts";
import { bundledFile } from "../host/library.ts";
import { read } from "../schema/read.ts";
import { strict } from "../schema/strict.ts";
import { suggest } from "../schema/suggest.ts";

const counts = z.record(z.string(), z.int().min(0));

/** One question of a file of baselines, with its counts by year. */
export interface BaselineRecord {
  /** The dataset, as in `"gss"`. */
  readonly dataset: string;
  /** The question's name in the dataset. */
  readonly question: string;
  /** A few words on what was asked. */
  readonly title: string;
  /** The wording of the question. */
  readonly text: string;
  /** The options in the order of the survey. */
  readonly options: readonly string[];
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** How many respondents gave each option, by year. */
  readonly counts_by_year: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The file that the numbers were read from. */
  readonly source: string;
  /** On what terms the numbers may be passed on. */
  readonly licence: string;
  /** How to cite the survey. */
  readonly citation: string;
}

const recordSchema: z.ZodType<BaselineRecord> = strict({
  dataset: z.string(),
  question: z.string(),
  title: z.string(),
  text: z.string(),
  options: z.array(z.string()).min(2),
  ordered: z.boolean(),
  counts_by_year: z.record(z.string(), counts),
  source: z.string(),
  licence: z.string(),
  citation: z.string(),
});

const fileSchema = strict({ note: z.string(), baselines: z.array(recordSchema) });

/**
 * How people answered a question in a published survey: options in the survey's order, shares, the number
 * of interviews, and where it all comes from. It can be given to `jensenShannon` as it is.
 */
export class Baseline {
  /** The dataset and question, as in `"gss:HAPPY"`. */
  readonly id: string;
  /** A few words on what was asked. */
  readonly title: string;
  /** The wording of the question. */
  readonly text: string;
  /** The options in the order of the survey. */
  readonly options: readonly string[];
  /** Whether the options have an order of their own. */
  readonly ordered: boolean;
  /** How many interviews gave each option. */
  readonly counts: Readonly<Record<string, number>>;
  /** The number of interviews behind the shares. */
  readonly n: number;
  /** The year of the interviews, or `"pooled"`. */
  readonly year: number | "pooled";
  /** The file that the numbers were read from. */
  readonly source: string;
  /** On what terms the numbers may be passed on. */
  readonly licence: string;
  /** How to cite the survey. */
  readonly citation: string;

  /** Made by `baseline()`: one year of a record. */
  constructor(record: BaselineRecord, year: number | "pooled") {
    this.id = `${record.dataset}:${record.question}`;
    this.title = record.title;
    this.text = record.text;
    this.options = record.options;
    this.ordered = record.ordered;
    this.counts = countsOf(record, year);
    this.n = Object.values(this.counts).reduce((sum, count) => sum + count, 0);
    this.year = year;
    this.source = record.source;
    this.licence = record.licence;
    this.citation = record.citation;
  }

  /** The share of the interviews that gave each option. */
  get shares(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      Object.entries(this.counts).map(([option, count]) => [option, count / this.n]),
    );
  }
}

/**
 * A human baseline that ships with the toolkit: `"gss:HAPPY"`, `"gss:HEALTH"` or `"gss:LIFE"`, of the
 * latest year unless another is asked for, unweighted.
 *
 * @param options `year` is a year, or `"pooled"` for all years together. @default {the latest year}
 * @throws {TypeError} When there is no such baseline or year; the sentence lists the known ones.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { baseline } from "../../mod.ts";
 *
 * const happy = await baseline("gss:HAPPY");
 * assert(happy.year === 2024 && happy.n === 3281);
 * ```
 */
export async function baseline(
  id: string,
  { year, host = denoHost() }: {
    readonly year?: number | "pooled";
    readonly host?: Host;
  } = {},
): Promise<Baseline> {
  const records = await loadRecords(host);
  const ids = records.map(({ dataset, question }) => `${dataset}:${question}`);
  const record = records[ids.indexOf(id)];
  if (record === undefined) {
    const near = suggest(id, ids);
    const help = near ? `did you mean "${near}"?` : `known are ${ids.join(", ")}`;
    throw new TypeError(`Cannot find the baseline "${id}": ${help}`);
  }
  const years = Object.keys(record.counts_by_year).map(Number);
  const wanted = year ?? Math.max(...years);
  if (wanted !== "pooled" && !years.includes(wanted)) {
    throw new TypeError(`Cannot find ${wanted} in "${id}": its years are ${years.join(", ")}`);
  }
  return new Baseline(record, wanted);
}

async function loadRecords(host: Host): Promise<readonly BaselineRecord[]> {
  const file = "baselines/gss.json";
  const data: unknown = JSON.parse(await host.files.readText(bundledFile(file)));
  return read(fileSchema, data, file).baselines;
}

function countsOf(record: BaselineRecord, year: number | "pooled"): Record<string, number> {
  const tables = year === "pooled"
    ? Object.values(record.counts_by_year)
    : [record.counts_by_year[year] ?? {}];
  return Object.fromEntries(record.options.map((option) => [
    option,
    tables.reduce((sum, table) => sum + (table[option] ?? 0), 0),
  ]));
}
