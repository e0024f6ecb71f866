import { convergenceOutlook } from "../analysis/convergence_outlook.ts";
import { dispatchOf } from "./dispatch.ts";
import { followedOf } from "./following.ts";
import { type Prepared } from "./prepare.ts";
import { type UntilOptions } from "./until_options.ts";

/** What can be said before a run of when its answers will be enough, and of what is not followed. */
export function outlookOf(prepared: Prepared, until: UntilOptions): string[] {
  const { stop: _, ...rule } = until;
  const { rounds } = prepared.instrument;
  const first = rounds.find((round) => followedOf(round, prepared).length > 0);
  const followed = first === undefined ? [] : followedOf(first, prepared);
  const others = rounds.filter((round) => round !== first)
    .flatMap((round) => followedOf(round, prepared)).map(({ key }) => key);
  const { people, together } = dispatchOf(prepared, rule);
  return [
    ...convergenceOutlook(followed, rule, people.length / together),
    ...(others.length === 0 ? [] : [
      `Who is asked is decided in the round "${first?.name}": ${others.join(", ")} ` +
      "of later rounds are not followed",
    ]),
  ];
}
