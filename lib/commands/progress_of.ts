import { Progress } from "../display/progress.ts";
import { progressFace } from "../display/progress_face.ts";
import { type Host } from "../host/host.ts";
import { type Pulse } from "../studies/pulse.ts";
import { textOf, type Values } from "./flag.ts";

/** The progress of a run, shown as the flags say. */
export function progressOf(pulse: Pulse, values: Values, { clock, terminal }: Host): Progress {
  const face = progressFace(terminal, textOf(values, "progress"));
  return new Progress(face, clock.elapsed, () => pulse.state);
}
