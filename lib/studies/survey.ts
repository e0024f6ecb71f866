import { type Questions } from "../instruments/instrument.ts";
import { type Row } from "../rows/row.ts";
import { prepare } from "./prepare.ts";
import { carryOut } from "./carry_out.ts";
import { Study } from "./study.ts";
import { type SurveyResult } from "./survey_result.ts";

/** What a run can be told. */
export interface RunOptions {
  /** Stops the run: what has finished is kept, and the result says that it is partial. */
  readonly signal?: AbortSignal | undefined;
}

/** A panel that is asked an instrument. */
export class Survey<Asked extends Questions> extends Study {
  /**
   * Asks everybody everything, and returns the result. A panelist whose answer fails is a row that says
   * so; the run goes on.
   *
   * @throws {TypeError} When the study cannot be run as it stands; nothing has been asked then.
   */
  async run(options: RunOptions = {}): Promise<SurveyResult<Asked>> {
    const rows = this.rows(options);
    for (;;) {
      const next = await rows.next();
      if (next.done) return next.value;
    }
  }

  /**
   * Asks everybody everything, and hands on each row as soon as it is safely on disk, in the order in
   * which panelists are asked. The generator returns the result.
   *
   * @throws {TypeError} When the study cannot be run as it stands; nothing has been asked then.
   *
   * @example
   * ```ts
   * import { instrument, panel, scripted, yesNo } from "../../mod.ts";
   *
   * const survey = panel().personas([{ name: "Maya" }]).models(scripted({ tries: "yes" }))
   *   .ask(instrument("trial", { tries: yesNo("Would you try it?") }));
   * for await (const row of survey.rows()) console.assert(row.answer === "yes");
   * ```
   */
  async *rows({ signal }: RunOptions = {}): AsyncGenerator<Row, SurveyResult<Asked>> {
    return yield* carryOut<Asked>(await prepare(this.parts), signal);
  }
}
