import { type NamedModel } from "../engine/calls.ts";
import { type Prices } from "../models/prices.ts";
import { type Persona } from "../personas/persona.ts";
import { type Panelist } from "./panelists.ts";
import { type PlannedModels } from "./plan.ts";
import { type Parts } from "./study.ts";

/** A study that can be run, whatever is done with the panel: everything is checked, and nothing spent. */
export interface PreparedStudy {
  /** What is studied, how, and with what at hand. */
  readonly parts: Parts;
  /** Who answers, and how the panel is shared out among them. */
  readonly models: PlannedModels;
  /** Every model that answers, by name. */
  readonly named: ReadonlyMap<string, NamedModel>;
  /** Everybody on the panel, with their models. */
  readonly panelists: readonly Panelist[];
  /** The system prompt of a persona. */
  readonly systemPrompt: (persona: Persona) => string;
  /** Who sums up what was said; null when nobody needs to. */
  readonly synthesiser: NamedModel | null;
  /** Who takes over what is too large for the synthesiser; null when it may not be handed on. */
  readonly larger: NamedModel | null;
  /** What models cost. */
  readonly prices: Prices;
  /** What shapes the answers, section by section, each as a fingerprint or as itself. */
  readonly sections: Readonly<Record<string, unknown>>;
  /** The fingerprint of everything that shapes an answer. */
  readonly fingerprint: string;
  /** What should be known, a sentence each. */
  readonly warnings: readonly string[];
  /** What must be said wherever the result is shown. */
  readonly notice: string | null;
  /** Who answers and why, where nobody was named; to be said when the run begins. */
  readonly choice: string | null;
}
