import { type Choice } from "../encounters/policy.ts";
import { type Acted } from "./act.ts";
import { type TimelineDesk } from "./timeline_desk.ts";
import { type TimelineUnit } from "./timeline_unit.ts";

/** Lets somebody choose, and evaluate what they chose. */
export function select(_: TimelineUnit, _choice: Choice, _desk: TimelineDesk): Promise<Acted> {
  return Promise.reject(new TypeError("Cannot let anybody choose: models are not asked yet"));
}
