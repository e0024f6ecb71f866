/** Numbers by option. */
export type Numbers = Readonly<Record<string, number>>;

/** By attribute and group. */
export type Groups<Sample> = Readonly<Record<string, Readonly<Record<string, Sample>>>>;

/** Where numbers were read. */
export interface Origin {
  readonly file: string;
  readonly commit?: string;
  readonly commit_date?: string;
  readonly what?: string;
  readonly original?: string;
}

/** What stands in every record of the collected data. */
export interface Collected {
  readonly dataset: string;
  readonly question_key: string;
  readonly question_text: string;
  readonly question_text_note?: string | null;
  readonly options: readonly string[];
  readonly source: Origin;
  readonly citation: string;
}

/** Where the collected data lies: a folder beside the repository, or the one that is named. */
export const SOURCE = new URL(
  Deno.env.get("QUORUM_BASELINE_SOURCE") ?? "../../../shared/data/baselines/",
  import.meta.url,
);

/** The records of a file of the collected data. */
export async function questionsOf<Question>(file: string): Promise<readonly Question[]> {
  const data = JSON.parse(await Deno.readTextFile(new URL(file, SOURCE)));
  return data.questions ?? [data];
}

/** Repository, file and commit in words. */
export function originText(origin: Origin | readonly Origin[]): string {
  return [origin].flat().map(({ file, commit, commit_date, what, original }) =>
    file + (commit === undefined ? "" : `, commit ${commit} (${commit_date})`) +
    (what === undefined ? "" : `: ${what}`) +
    (original === undefined ? "" : `; made of ${original}`)
  ).join("; and ");
}

/** Sentences in one text; undefined where there is none. */
export function noteOf(...sentences: readonly (string | false | null | undefined)[]) {
  const said = sentences.flatMap((text) => text ? [sentence(text)] : []);
  return said.length === 0 ? {} : { note: said.join(" ") };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}
