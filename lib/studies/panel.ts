import { type Policy } from "../encounters/policy.ts";
import { type Product } from "../encounters/product.ts";
import { type Host } from "../host/host.ts";
import { type Instrument, type Questions } from "../instruments/instrument.ts";
import { DEFAULT_EXPOSURE } from "./exposure_plan.ts";
import { emptyParts, Study } from "./study.ts";
import { Survey } from "./survey.ts";
import { Timeline } from "./timeline.ts";

/** A panel of personas on models, to be asked or to be followed over time. */
export class Panel extends Study {
  /** Puts an instrument to the panel. */
  ask<Asked extends Questions>(instrument: Instrument<Asked>): Survey<Asked> {
    const { plan, conduct, world } = this.parts;
    return new Survey<Asked>({ plan: { ...plan, instrument }, conduct, world });
  }

  /**
   * Lets the panel meet products, period by period; the policy says who meets what.
   *
   * @example
   * ```ts
   * import assert from "node:assert/strict";
   * import { panel, questionnaire, scale, selfSelection } from "../../mod.ts";
   *
   * const result = await panel().personas([{ name: "Maya" }, { name: "Derek" }]).models("simulated").seed(7)
   *   .expose([{ id: "ale" }, { id: "bock" }, { id: "cider" }], selfSelection()).rules({ max: 2 })
   *   .outcome(questionnaire({ rating: scale("How much do you like this drink?", 1, 5) }))
   *   .over(3).run();
   * assert(result.picks().n === 6 && result.tally("rating").n === result.counts.evaluations);
   * ```
   */
  expose(products: Iterable<Product>, policy: Policy): Timeline {
    const { plan, conduct, world } = this.parts;
    const exposure = Object.freeze({
      ...DEFAULT_EXPOSURE,
      products: Object.freeze([...products]),
      policy: policy.spec,
    });
    return new Timeline({ plan: { ...plan, exposure }, conduct, world: { ...world, policy } });
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
