import { choiceKind, type ChoiceQuestion } from "./choice.ts";
import { type Kind, type QuestionBase } from "./kind.ts";
import { multiKind, type MultiQuestion } from "./multi.ts";
import { numberKind, type NumberQuestion } from "./number.ts";
import { pickKind, type PickQuestion } from "./pick.ts";
import { rankKind, type RankQuestion } from "./rank.ts";
import { scaleKind, type ScaleQuestion } from "./scale.ts";
import { shapeKind, type ShapeQuestion } from "./shape.ts";
import { textKind, type TextQuestion } from "./text.ts";
import { themesKind, type ThemesQuestion } from "./themes.ts";
import { yesNoKind, type YesNoQuestion } from "./yes_no.ts";

/** Any question. */
export type Question =
  | ChoiceQuestion
  | MultiQuestion
  | NumberQuestion
  | PickQuestion
  | RankQuestion
  | ScaleQuestion
  | ShapeQuestion
  | TextQuestion
  | ThemesQuestion
  | YesNoQuestion;

/** Every kind of question: a new one is a file and a line here. */
const KINDS: { readonly [Name in Question["kind"]]: Kind<Extract<Question, { kind: Name }>> } = {
  choice: choiceKind,
  multi: multiKind,
  number: numberKind,
  pick: pickKind,
  rank: rankKind,
  scale: scaleKind,
  shape: shapeKind,
  text: textKind,
  themes: themesKind,
  yes_no: yesNoKind,
};

/** What a `response_schema.type` stands for. */
interface YamlType {
  readonly kind: Question["kind"];
  /** The settings that it brings to those that are given. */
  readonly defaults?: (
    given: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
}

/** The `response_schema.type` of a YAML file and what it stands for. */
export const YAML_TYPES: Readonly<Record<string, YamlType>> = {
  text: { kind: "text" },
  scale: { kind: "scale" },
  likert: {
    kind: "scale",
    // The ends have the labels wherever they are.
    defaults: ({ min = 1, max = 5 }) => ({
      ...{ min, max },
      labels: { [String(min)]: "strongly disagree", [String(max)]: "strongly agree" },
    }),
  },
  enum: { kind: "choice" },
  yes_no: { kind: "yes_no" },
  multi: { kind: "multi" },
  rank: { kind: "rank" },
  number: { kind: "number" },
  tagged_themes: { kind: "themes" },
  pick: { kind: "pick" },
};

/** How a question's kind behaves. */
export function kindOf<Asked extends QuestionBase>(question: Asked): Kind<Asked> {
  // The table maps each name to the kind of that name, which the compiler cannot follow.
  return KINDS[question.kind as Question["kind"]] as unknown as Kind<Asked>;
}

/** The kind of a name. */
export function kindNamed(name: Question["kind"]): Kind<QuestionBase> {
  // Only used to read settings, whose result is that kind's question.
  return KINDS[name] as unknown as Kind<QuestionBase>;
}
