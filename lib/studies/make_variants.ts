import { consult, type Reading } from "../engine/consult.ts";
import { drain } from "../engine/drain.ts";
import { Progress } from "../engine/progress.ts";
import { jsonIn } from "../instruments/json_in.ts";
import { type Request } from "../models/model.ts";
import { type Persona } from "../personas/persona.ts";
import { variantProblem, variantPrompt, variantSchema, varied } from "../personas/variants.ts";
import { fromJsonSchema } from "../schema/json_schema.ts";
import { issuesOf } from "../schema/read.ts";
import { type Running } from "./begin_run.ts";
import { keepVariants } from "./kept_course.ts";
import { type Panelist, type Variant } from "./panelists.ts";
import { type Desk } from "./unit.ts";

/** The most tokens a variant's description may have. */
const VARIANT_TOKENS = 1024;

/** A variant to be made. */
interface Making {
  readonly panelist: Panelist;
  readonly variant: Variant;
}

type Fields = Readonly<Record<string, unknown>>;

/** Everybody on the panel whose variant is yet to be made. */
function* variantsToMake(panelists: readonly Panelist[]): Generator<Making> {
  for (const panelist of panelists) {
    if (panelist.variant) yield { panelist, variant: panelist.variant };
  }
}

/** Makes everybody's variant; they are no conversations, and so not counted among them. */
export async function makeVariants({ desk, course, limits }: Running): Promise<void> {
  const progress = new Progress();
  const making = drain(variantsToMake(desk.prepared.panelists), async (making) => {
    const value = [making.panelist.id, await makeVariant(making, desk)] as const;
    return { value, durable: Promise.resolve() };
  }, { ...limits, progress });
  for await (const [id, made] of making) course.variants.set(id, made);
  keepVariants(desk.journal, course.variants);
  course.halted ??= progress.halted;
}

/**
 * Makes one variant of a persona by a call to the model that will answer for it, in an ensemble the
 * first. A reply that changed more than its axis is asked for once more; what comes then is taken, and
 * marked.
 *
 * @returns The persona, or why there is none.
 */
async function makeVariant(
  { panelist, variant: { axis, index } }: Making,
  desk: Pick<Desk, "calls" | "random" | "prepared">,
): Promise<Persona | Error> {
  const { id, persona, models: [model] } = panelist;
  if (model === undefined) return new Error("no model answers for the persona");
  let last: Fields | undefined;
  const read = (text: string): Reading<Fields> => {
    const reading = fieldsIn(text, axis);
    if ("problem" in reading) return reading;
    last = reading.answer;
    const problem = variantProblem(persona, { axis, reply: last });
    return problem === undefined ? reading : { problem };
  };
  const request = requestOf(panelist, axis, desk);
  const key = { unit: `variant ${id}`, turn: 0 };
  const outcome = await consult({ model, request, key, read }, desk.calls);
  const reply = outcome.answer ?? last;
  if (reply === undefined) return new Error(`its variant could not be made: ${outcome.error}`);
  const made = varied(persona, { axis, index, reply });
  return outcome.status === "ok" ? made : { ...made, _unverified: outcome.error };
}

function requestOf(
  { id, persona }: Panelist,
  axis: Variant["axis"],
  { random, prepared }: Pick<Desk, "random" | "prepared">,
): Request {
  const { system, task } = variantPrompt(persona, axis);
  const isSeeded = prepared.parts.plan.seed !== null;
  return {
    system,
    messages: [{ role: "user", content: task }],
    schema: variantSchema(axis),
    maxTokens: VARIANT_TOKENS,
    ...(isSeeded ? { seed: random.fork("variant", id).integer(2 ** 31) } : {}),
    about: {
      ...{ purpose: "variant", panelist: id, repeat: 0, persona },
      question: {
        ...{ key: "variant", kind: "shape", text: task },
        ...{ options: null, order: null, ordered: false },
      },
      material: { axis, persona },
    },
  };
}

/** A reply's fields: those of the axis complete, others as they are. */
function fieldsIn(text: string, axis: Variant["axis"]): Reading<Fields> {
  const data = jsonIn(text);
  if (data === undefined) return { problem: "the reply is not a JSON object" };
  const { additionalProperties: _, ...open } = variantSchema(axis);
  const checked = fromJsonSchema(open, "the variant").safeParse(data);
  if (checked.success) return { answer: { ...data } };
  const issues = issuesOf(checked.error, data);
  return { problem: issues.map(({ path, message }) => `${path} ${message}`).join("; ") };
}
