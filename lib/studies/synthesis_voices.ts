import { type Row } from "../rows/row.ts";
import { dataLine } from "./synthesis_fence.ts";

/** A question as it is summed up, with those that followed it. */
export interface SynthesisQuestion {
  /** The question's key: questions are told apart by it. */
  readonly key: string;
  /** Its wording. */
  readonly text: string;
  /** The options an answer counts for; the row's own category where it is not given. */
  readonly categories?: ((answer: unknown) => readonly string[]) | undefined;
  /** The questions put after it, in order. */
  readonly followUps: readonly { readonly key: string; readonly text: string }[];
}

/** Who a panelist is, in a few words. */
export interface Described {
  /** The name: a label, which several may have. */
  readonly name: string;
  /** What they do. */
  readonly occupation?: string | undefined;
  /** How others would describe them. */
  readonly traits?: readonly string[] | undefined;
}

/** What is summed up. */
export interface SynthesisMaterial {
  /** The rows of a round or of a run; only answers enter, whatever else is among them. */
  readonly rows: Iterable<Row>;
  /** The questions in the order asked. */
  readonly questions: readonly SynthesisQuestion[];
  /** Who the panelist of an id is. */
  readonly describe: (panelist: string) => Described;
}

/** What one panelist said, on one model. */
export interface Voice {
  /** Who they are, under a label that nobody else has. */
  readonly panelist: Readonly<Record<string, unknown>>;
  /** Their answers, by the key of the question. */
  readonly said: ReadonlyMap<string, readonly Said[]>;
}

/** An answer to a question, with those to what followed it. */
export interface Said {
  /** The options it counts for. */
  readonly categories: readonly string[];
  /** The answer as data. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** What grows while rows are read. */
interface Speaker {
  readonly row: Row;
  readonly answers: Map<string, Map<string, Asked>>;
}

/** One time a question was put: the answer to it, and those to what followed. */
interface Asked {
  main?: Row;
  readonly after: Row[];
}

/**
 * What each panelist said, in the order of the rows. Failures, refusals, what was skipped and what came
 * after the run had stopped are no opinions and do not enter.
 */
export function voicesOf({ rows, questions, describe }: SynthesisMaterial): Voice[] {
  const speakers = speakersOf(rows, questions);
  const label = labels([...speakers.values()].map(({ row }) => nameOf(row, describe)));
  return [...speakers.values()].map(({ row, answers }) => {
    const { occupation, traits = [] } = describe(row.panelist);
    return {
      panelist: {
        panelist: label(nameOf(row, describe)),
        ...(occupation === undefined ? {} : { occupation }),
        ...(traits.length === 0 ? {} : { traits }),
      },
      said: new Map(
        questions.map((question) => [
          question.key,
          [...answers.get(question.key)?.values() ?? []].map((one) => saidOf(question, one)),
        ]),
      ),
    };
  });
}

/** What a panelist said to some questions, as one line; undefined when they said nothing to them. */
export function lineOf(
  { panelist, said }: Voice,
  questions: readonly SynthesisQuestion[],
): string | undefined {
  const answers = questions.flatMap(({ key }) => said.get(key) ?? []).map(({ data }) => data);
  return answers.length === 0 ? undefined : dataLine({ ...panelist, answers });
}

/** The wording of questions, one a line, those that followed marked. */
export function questionLines(questions: readonly SynthesisQuestion[]): string[] {
  return questions.flatMap(({ key, text, followUps }) =>
    [
      { question: key, text },
      ...followUps.map((after) => ({ question: after.key, follow_up_to: key, text: after.text })),
    ].map(dataLine)
  );
}

function speakersOf(rows: Iterable<Row>, questions: readonly SynthesisQuestion[]) {
  const mainOf = new Map(
    questions.flatMap(({ key, followUps }) =>
      [key, ...followUps.map((after) => after.key)].map((each) => [each, key] as const)
    ),
  );
  const speakers = new Map<string, Speaker>();
  for (const row of rows) {
    const main = mainOf.get(row.question);
    if (row.status !== "ok" || row.afterStop || main === undefined) continue;
    const id = JSON.stringify([row.panelist, row.arm]);
    const { answers } = entry(speakers, id, () => ({ row, answers: new Map() }));
    const times = entry(answers, main, () => new Map<string, Asked>());
    const time = entry(
      times,
      JSON.stringify([row.round, row.repeat]),
      (): Asked => ({ after: [] }),
    );
    if (row.question === main) time.main = row;
    else time.after.push(row);
  }
  return speakers;
}

function saidOf(
  { key, categories }: SynthesisQuestion,
  { main, after }: Asked,
): Said {
  const own = main === undefined || main.category === null ? [] : [main.category];
  const follow_ups = after.map((row) => ({ question: row.question, ...answerOf(row) }));
  return {
    categories: main === undefined ? [] : categories?.(main.answer) ?? own,
    data: {
      question: key,
      ...(main === undefined ? {} : answerOf(main)),
      ...(follow_ups.length === 0 ? {} : { follow_ups }),
    },
  };
}

function answerOf({ answer, extraction }: Row): Readonly<Record<string, unknown>> {
  return { answer, ...(extraction === null ? {} : { extraction }) };
}

function nameOf({ panelist, arm }: Row, describe: SynthesisMaterial["describe"]): string {
  const { name } = describe(panelist);
  return arm === null ? name : `${name} (${arm})`;
}

/** Tells people of the same name apart: the second Maya is "Maya #2". */
function labels(names: readonly string[]): (name: string) => string {
  const all = new Map<string, number>();
  for (const name of names) all.set(name, (all.get(name) ?? 0) + 1);
  const given = new Map<string, number>();
  return (name) => {
    if (all.get(name) === 1) return name;
    const place = (given.get(name) ?? 0) + 1;
    given.set(name, place);
    return `${name} #${place}`;
  };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
