import { type Published } from "../analysis/humans.ts";
import { choice } from "../instruments/choice.ts";
import { instrument } from "../instruments/instrument.ts";
import { type Questions } from "../instruments/instrument.ts";
import { type Persona } from "../personas/persona.ts";
import { shuffle } from "../random/shuffle.ts";
import { stream } from "../random/stream.ts";
import { checkDerivable } from "./calibrated_plan.ts";
import { whole } from "./limits.ts";
import { type Panel } from "./panel.ts";
import { type Survey } from "./survey.ts";

/** How large a panel a pack is measured with. */
export interface CalibrationSize {
  /** How many panelists: the personas, again and again in an order drawn by the seed. @default 50 */
  readonly n?: number | undefined;
  /** How often each is asked. @default 15 */
  readonly samples?: number | undefined;
  /** Baselines of groups of the same people. @default {none} */
  readonly groups?: Iterable<Published> | undefined;
}

/**
 * The survey that measures a pack against people: one question, in their words, options and order, put to as
 * many panelists as is said, each asked several times from the beginning.
 *
 * @param asked Who answers: models, seed and limits. Its personas are not used.
 * @throws {TypeError} When there are no personas, the form of an answer cannot be derived from the options, or
 * the answers would not be one sample: of an ensemble, or of variants.
 */
export function calibrationStudy(
  people: Iterable<Persona>,
  human: Published,
  asked: Panel,
  { n = 50, samples = 15, groups = [] }: CalibrationSize = {},
): Survey<Questions> {
  const personas = [...people];
  whole(n, "panelists", 1);
  whole(samples, "samples of a question", 1);
  const { models, variants, seed, blend } = asked.plan;
  if (personas.length === 0) throw new TypeError("Cannot calibrate: the pack has no personas");
  if (models?.mode === "ensemble" || blend) {
    throw new TypeError(
      "Cannot calibrate a pack with an ensemble: an entry is one result; share the panel out by weights, " +
        "as in a:0.5,b:0.5, or calibrate against one model at a time",
    );
  }
  if (variants > 0) throw new TypeError("Cannot calibrate a pack by variants of its personas");
  checkDerivable(human);
  const key = human.id.split(":")[1] ?? human.id;
  const question = choice(human.text, human.options, { ordered: human.ordered });
  const order = shuffle(personas, stream(seed ?? 0).fork("calibrate"));
  // Every place is that of a persona.
  const panel = Array.from({ length: n }, (_, at) => order[at % order.length] as Persona);
  const questions: Questions = { [key]: question };
  return asked.personas(panel).repeats(samples).ask(instrument("calibration", questions))
    .calibrateAgainst(human, { question: key, groups, cycled: true });
}
