import { type Instrument } from "../instruments/instrument.ts";

/**
 * Refuses an instrument with parts that this version does not carry out: nothing of it is silently left
 * out or flattened.
 *
 * @throws {TypeError} With all of these parts.
 */
export function refuseUnsupported(
  { name, rounds, questions, systemPromptTemplate }: Instrument,
): void {
  const parts = [
    ...rounds.flatMap((round) =>
      round.routeWhen ? [`the routes of the round "${round.name}" (route_when)`] : []
    ),
    ...Object.entries(questions).flatMap(([key, { followUps, extraction }]) => [
      ...(followUps && followUps.length > 0 ? [`the follow-ups of "${key}" (follow_ups)`] : []),
      ...(extraction === undefined ? [] : [`the extraction of "${key}" (extraction_schema)`]),
    ]),
    ...(systemPromptTemplate === undefined ? [] : ["its system_prompt_template"]),
  ];
  if (parts.length === 0) return;
  throw new TypeError(
    `Cannot run the instrument "${name}": this version does not carry out ${parts.join(", ")}`,
  );
}
