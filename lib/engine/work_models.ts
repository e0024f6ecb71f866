import { type Host } from "../host/host.ts";
import { describedModel } from "../models/described_model.ts";
import { type Model, type ModelSpec, type Request } from "../models/model.ts";
import { ModelError } from "../models/model_error.ts";
import { errorData, type Work, type WorkOutcome } from "./work.ts";

/** What a request is about is not sent to those who do not answer from it. */
const UNTOLD: Request["about"] = {
  ...{ purpose: "answer", panelist: "", repeat: 0, persona: {} },
  question: { key: "", kind: "text", text: "", options: null, order: null, ordered: false },
};

/** The models of a worker, each made once from what describes it. */
export class WorkModels {
  readonly #host: Host;
  readonly #known = new Map<string, Model>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Makes a call; a failure is an outcome too. */
  async make({ spec, refused, request }: Work, signal: AbortSignal): Promise<WorkOutcome> {
    try {
      const model = this.#model(spec, refused);
      return { reply: await model.reply({ about: UNTOLD, ...request }, signal) };
    } catch (error) {
      if (error instanceof ModelError) return { error: errorData(error) };
      // A key or a setting that this machine lacks: the run hears of it once.
      const message = error instanceof Error ? error.message : String(error);
      return { error: { kind: "auth", message: `${message} (a worker says so)` } };
    }
  }

  #model(spec: ModelSpec, refused: number): Model {
    const name = JSON.stringify([spec, refused]);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const model = describedModel(spec, this.#host, { refused });
    this.#known.set(name, model);
    return model;
  }
}
