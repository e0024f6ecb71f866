import { backendModel } from "../encounters/backend_model.ts";
import { type EventConfig } from "../encounters/event_config.ts";
import { type EventStudy } from "../encounters/event_study.ts";
import { type Host } from "../host/host.ts";
import { panel } from "./panel.ts";
import { type Sampling } from "./sampling_plan.ts";
import { type Timeline } from "./timeline.ts";

/** What is said beside a configuration, and wins. */
export interface TimelineOverrides {
  /** The models, as on the command line. */
  readonly models?: string | undefined;
  readonly seed?: number | undefined;
  /** Whether models are asked: where all replies are recorded, none needs a key. @default true */
  readonly isAsked?: boolean | undefined;
}

/** The timeline that a configuration describes: every key is a verb. */
export function eventTimeline(
  { config, sources, policy }: EventStudy,
  { models, seed = config.seed, isAsked }: TimelineOverrides,
  host: Host,
): Timeline {
  const { backend, outcome, periods, namespace, selection, allowEmpty, remember } = config;
  const answering = models ??
    (backend === null ? undefined : backendModel(backend, host, { isAsked }));
  const people = panel({ host }).personas(sources.personas).seed(seed);
  const timeline = (answering === undefined ? people : people.models(answering))
    .expose(sources.products, policy)
    .rules(config.rules)
    .over(periods, {
      namespace,
      features: {
        panelist: config.includePanelistFeatures,
        product: config.includeProductFeatures,
      },
    })
    .remember(remember)
    .strategy(config.strategy)
    .selection({ ...selection, allowEmpty })
    .calls(callsOf(config));
  return outcome === null ? timeline : timeline.outcome(outcome);
}

function callsOf({ selecting, evaluating, backend }: EventConfig) {
  return {
    selecting: given(selecting),
    evaluating: given(evaluating),
    seed: backend?.seed ?? undefined,
  };
}

/** Without members that are undefined: they would stand before those of the study. */
function given({ temperature, maxTokens }: Sampling): Sampling {
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
  };
}
