import { type Host } from "../host/host.ts";
import { type Instrument, type Questions } from "../instruments/instrument.ts";
import { emptyParts, Study } from "./study.ts";
import { Survey } from "./survey.ts";

/** A panel of personas on models, to be asked. */
export class Panel extends Study {
  /** Puts an instrument to the panel. */
  ask<Asked extends Questions>(instrument: Instrument<Asked>): Survey<Asked> {
    const { plan, conduct, world } = this.parts;
    return new Survey<Asked>({ plan: { ...plan, instrument }, conduct, world });
  }
}

/**
 * An empty panel: the one entrance. Say who is on it and which models answer, then what is asked.
 * Nothing happens before `run()` or `rows()`.
 *
 * @param options `host` is the world to work in. @default {this machine}
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * import { instrument, panel, yesNo } from "../../mod.ts";
 *
 * const survey = panel()
 *   .personas([{ name: "Maya", age: 34 }, { name: "Derek", age: 51 }])
 *   .models("simulated").seed(7)
 *   .ask(instrument("trial", { tries: yesNo("Would you try it?") }));
 * const result = await survey.run();
 * assert(result.tally("tries").n === 2);
 * ```
 */
export function panel({ host }: { readonly host?: Host } = {}): Panel {
  return new Panel(emptyParts(host));
}
