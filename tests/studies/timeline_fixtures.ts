import {
  number,
  panel,
  questionnaire,
  scale,
  selfSelection,
  text,
  type Timeline,
  type TimelineResult,
} from "../../mod.ts";
import { type TestHost } from "../hosts.ts";

/** Five beers, two of them with a text. */
export const beers = [
  { id: "b1", label: "Pale ale", attributes: { abv: 5.2 } },
  { id: "b2", label: "Stout", text: "Dark, with a dry finish." },
  { id: "b3", label: "Pilsner", attributes: { abv: 4.8, organic: true } },
  { id: "b4", label: "Wheat beer", text: "Cloudy and mild." },
  { id: "b5", label: "Sour" },
];

/** Personas as event files have them. */
export function drinkers(count: number) {
  return Array.from({ length: count }, (_, place) => ({
    persona_id: `p${place}`,
    name: `P${place}`,
    attributes: { age: 20 + place, region: place % 2 === 0 ? "north" : "south" },
  }));
}

/** What is asked about a beer. */
export const tasting = questionnaire({
  rating: scale("How much do you like this beer?", 1, 5),
  price: number("What would you pay for it?", { min: 0, max: 10 }),
}, { traces: { why: text("Why?") }, optional: ["price", "why"] });

/** Panelists who choose from three of the beers in each of three periods, and taste two at most. */
export function diary(host: TestHost, models: string): Timeline {
  return panel({ host }).personas(drinkers(6)).models(models).seed(11)
    .expose(beers, selfSelection({ show: 3 })).rules({ max: 2 }).outcome(tasting).over(3);
}

/** The events of a result, a line each, as they stand in its file. */
export function eventLines({ rows }: TimelineResult): string[] {
  return rows.toArray().map((row) => JSON.stringify(row));
}
