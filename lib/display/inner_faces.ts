import { type Clusters } from "../analysis/clusters.ts";
import { type Look } from "../analysis/look.ts";
import { type WeightedSums } from "../analysis/weighting.ts";
import { type Raw } from "../models/scripted.ts";
import { type Stream } from "../random/stream.ts";
import { type EventValidator } from "../rows/event_validator.ts";
import { cut } from "./columns.ts";
import { counted } from "./counted.ts";
import { escaped } from "./escape.ts";
import { type Face } from "./face.ts";
import { recordFace } from "./record_face.ts";

/** What stands inside of a tally: the answers of each persona apart. */
export const clustersFace: Face<Clusters> = wordsFace((clusters) =>
  `answers of ${counted(clusters.counts.length, "persona")}, worth ${
    Number(clusters.size.toFixed(1))
  } independent ones`
);

/** What was seen of a question at one check. */
export const lookFace: Face<Look> = recordFace({
  title: ({ n, halfWidth }) =>
    `${counted(n, "valid answer")}, shares known to ±${halfWidth.toFixed(3)}`,
});

/** Sums of weights, by where the weights come from. */
export const weightedSumsFace: Face<WeightedSums> = wordsFace(({ source }) =>
  `answers counted by weights: ${source}`
);

/** Where random numbers come from. */
export const streamFace: Face<Stream> = wordsFace(() => "a stream of random numbers");

/** What checks events as they come. */
export const eventValidatorFace: Face<EventValidator> = wordsFace(() =>
  "checks events: take(row, line) for each, finish() for the report"
);

/** A reply that is sent as it is. */
export const rawFace: Face<Raw> = wordsFace(({ text }) => `sent as it is: ${cut(text, 60)}`);

function wordsFace<Value>(text: (value: Value) => string): Face<Value> {
  return { text, html: (value) => `<div>${escaped(text(value))}</div>` };
}
