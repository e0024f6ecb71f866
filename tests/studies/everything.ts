import { type Host, panel, parseInstrument, type Survey } from "../../mod.ts";
import { described } from "./speaker.ts";

/** Two rounds with a route between them, of every form of question, with follow-ups. */
export const everything = parseInstrument({
  name: "everything",
  rounds: [
    {
      name: "start",
      questions: [
        {
          key: "tier",
          text: "Which tier?",
          response_schema: { type: "enum", options: ["free", "pro", "team"] },
          follow_ups: ["What decided it?"],
        },
        {
          key: "why",
          text: "Why?",
          extraction_schema: {
            type: "object",
            properties: { mood: { type: "string", enum: ["good", "bad"] } },
            required: ["mood"],
          },
          follow_ups: [
            { text: "What is good about it?", condition: "response_sentiment: positive" },
            { text: "What is bad about it?", condition: "response_sentiment: negative" },
          ],
        },
      ],
      route_when: [
        { if: { field: "themes", op: "contains", value: "price" }, goto: "pricing" },
        { else: "__end__" },
      ],
    },
    {
      name: "pricing",
      questions: [{ key: "fair", text: "Is it fair?", response_schema: { type: "yes_no" } }],
    },
  ],
});

/** What a panel of such people is asked in all those ways at once; other verbs can follow. */
export function askingEverything(host: Host, models: string, count = 3): Survey<never> {
  return panel({ host }).personas(described(count)).models(models).seed(4).ask(everything);
}

/** The ways in which a panel can be multiplied, each with the models of one provider or of both. */
export const WAYS = [
  ["plain", "gpt-4o-mini", (study: Survey<never>) => study],
  ["plain", "haiku", (study: Survey<never>) => study],
  ["variants", "haiku", (study: Survey<never>) => study.variants(2)],
  ["a split", "gpt-4o-mini:1,haiku:1", (study: Survey<never>) => study.assign("shuffled")],
  ["an ensemble", "gpt-4o-mini,haiku", (study: Survey<never>) => study],
  ["repeats", "gpt-4o-mini", (study: Survey<never>) => study.repeats(2)],
  ["a synthesis", "haiku", (study: Survey<never>) => study.synthesize()],
  [
    "all together",
    "gpt-4o-mini,haiku",
    (study: Survey<never>) =>
      study.variants(2).repeats(2).synthesize({ strategy: "map-reduce", model: "sonnet" }),
  ],
] as const;
