import { type NamedModel } from "../engine/calls.ts";
import { type ExposedPanelist } from "../encounters/policy.ts";
import { type Persona } from "../personas/persona.ts";
import { type Panelist } from "./panelists.ts";

/** Somebody who is followed over time: a persona on one model. */
export interface Actor extends ExposedPanelist {
  /** Their place in panel order, the arms of an ensemble side by side. */
  readonly place: number;
  /** Who they are on the panel. */
  readonly panelist: Panelist;
  /** Who answers for them; null where nobody is asked. */
  readonly model: NamedModel | null;
}

/**
 * Everybody who is followed, in panel order. Who has a `persona_id` is called so, others by the panelist's id;
 * in an ensemble the model's name follows, as in `p0001@haiku`.
 *
 * @throws {TypeError} When two have the same id.
 */
export function actorsOf(
  panelists: readonly Panelist[],
  { isEnsemble }: { readonly isEnsemble: boolean },
): Actor[] {
  const actors: Actor[] = [];
  const seen = new Set<string>();
  for (const panelist of panelists) {
    const base = ownId(panelist.persona) ?? panelist.id;
    const features = featuresOf(panelist.persona);
    for (const model of panelist.models.length === 0 ? [null] : panelist.models) {
      const id = isEnsemble && model !== null ? `${base}@${model.name}` : base;
      if (seen.has(id)) {
        throw new TypeError(`Cannot follow the panel: two panelists have the id "${id}"`);
      }
      seen.add(id);
      actors.push({ id, features, place: actors.length, panelist, model });
    }
  }
  return actors;
}

function ownId({ persona_id: id }: Persona): string | undefined {
  return typeof id === "string" && id !== "" ? id : undefined;
}

/** What rows say of a persona: its attributes, where they stand apart, else everything but its model. */
function featuresOf(persona: Persona): Readonly<Record<string, unknown>> {
  const { attributes, model: _model, llm_overrides: _overrides, ...rest } = persona;
  if (ownId(persona) !== undefined) return isRecord(attributes) ? attributes : {};
  return isRecord(attributes) ? { ...rest, attributes } : rest;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
