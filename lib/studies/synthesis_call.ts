import { type Calls, type NamedModel } from "../engine/calls.ts";
import { consult, type Consulted, type Reading } from "../engine/consult.ts";
import { type Gate } from "../engine/gate.ts";
import { type Findings, findingsSchema } from "../instruments/findings.ts";
import { jsonIn } from "../instruments/json_in.ts";
import { type Request } from "../models/model.ts";
import { type PanelCounts } from "../models/simulated_synthesis.ts";
import { sha256 } from "../random/hash.ts";
import { toJsonSchema } from "../schema/json_schema.ts";
import { issuesOf } from "../schema/read.ts";
import { type SynthesisPrompt } from "./synthesis_prompt.ts";
import { type SynthesisFailure } from "./synthesis_result.ts";
import { SYNTHESIS_TOKENS } from "./synthesis_size.ts";

/** What a synthesis is made with. */
export interface SynthesisTools {
  readonly calls: Calls;
  /** Where every call takes a slot; who asks for a synthesis must hold none. */
  readonly gate: Gate;
  /** The model that sums up. */
  readonly model: NamedModel;
  /** The model for a question that is too large; asked for only then, undefined when there is none. */
  readonly larger: () => NamedModel | undefined;
  /** Sampling, and the seed. */
  readonly sampling?: Pick<Request, "temperature" | "topP" | "seed">;
  /** Names the synthesis in the journal: `synthesis`, or with the round that it is of. */
  readonly unit: string;
}

/** One call of a synthesis. */
export interface SynthesisCall {
  readonly prompt: SynthesisPrompt;
  readonly model: NamedModel;
  /** Its place in the synthesis, as in `["map", "tier", 0]`. */
  readonly path: readonly (string | number)[];
  /** The question that is summed up; undefined where it is all of them. */
  readonly question?: { readonly key: string; readonly text: string } | undefined;
  /** How often each option was chosen. */
  readonly counts: PanelCounts;
}

/** What some calls came to: findings or why there are none, and the calls in their order. */
export interface Step {
  readonly result: Findings | SynthesisFailure;
  readonly calls: readonly Consulted<Findings>[];
}

/** Makes one call, with one correction of a reply that cannot be read. */
export async function sumUp(call: SynthesisCall, tools: SynthesisTools): Promise<Step> {
  const request = requestOf(call, tools);
  const { model } = call;
  // The journal must not answer for a panel that has changed, as when failed answers were tried again.
  const { system, messages, temperature = null, topP = null } = request;
  const said = JSON.stringify([model.model.id, system, messages, temperature, topP]);
  const unit = `${tools.unit} ${JSON.stringify(call.path)} ${sha256(said).slice(0, 16)}`;
  await tools.gate.enter();
  try {
    const consulted = await consult({ model, request, key: { unit, turn: 0 }, read }, tools.calls);
    return { result: consulted.answer ?? failureOf(consulted, model), calls: [consulted] };
  } finally {
    tools.gate.leave();
  }
}

/** Whether a step failed. */
export function isFailure(result: Step["result"]): result is SynthesisFailure {
  return "errorType" in result;
}

// Made for the first synthesis: most runs have none.
let form: Request["schema"] | undefined;

function requestOf(call: SynthesisCall, { sampling }: SynthesisTools): Request {
  const { prompt, counts, question = { key: "synthesis", text: "What did the panel say?" } } = call;
  return {
    system: prompt.system,
    messages: [{ role: "user", content: prompt.content }],
    schema: form ??= toJsonSchema(findingsSchema),
    maxTokens: SYNTHESIS_TOKENS,
    ...sampling,
    about: {
      purpose: "synthesis",
      panelist: "synthesis",
      repeat: 0,
      persona: {},
      question: {
        ...{ key: question.key, text: question.text, kind: "shape" },
        ...{ options: null, order: null, ordered: false },
      },
      material: counts,
    },
  };
}

function read(text: string): Reading<Findings> {
  const data = jsonIn(text);
  if (data === undefined) return { problem: "the reply is not a JSON object" };
  const checked = findingsSchema.safeParse(data);
  if (checked.success) return { answer: checked.data };
  const issues = issuesOf(checked.error, data);
  return { problem: issues.map(({ path, message }) => `${path} ${message}`).join("; ") };
}

function failureOf({ status, error }: Consulted<Findings>, { name }: NamedModel): SynthesisFailure {
  if (status === "failed") {
    return {
      errorType: "synthesis_api_error",
      message: error ?? `Cannot sum up the panel: ${name} did not reply`,
      suggestedFix: "run it again when the cause is removed: every answer is kept, and only the " +
        "synthesis is asked for",
    };
  }
  return {
    errorType: "synthesis_unreadable",
    message: `Cannot use what ${name} said about the panel: ${error}`,
    suggestedFix: "sum up with another model (--synthesis-model)",
  };
}
