import { type Stream } from "../random/stream.ts";
import { type JsonSchema, type Purpose, type Request } from "./model.ts";
import { answerOf } from "./respondent.ts";
import { sentences } from "./sentences.ts";
import { saidIn, simulatedExtraction } from "./simulated_extraction.ts";
import { sentimentIn } from "./simulated_sentiment.ts";
import { simulatedSynthesis } from "./simulated_synthesis.ts";
import { simulatedVariant } from "./simulated_variant.ts";

/** How one purpose is served: as data of a form, and in words where no form is asked for. */
interface Served {
  readonly data: (request: Request, schema: JsonSchema, tools: SimulatedTools) => unknown;
  readonly words: (request: Request, tools: SimulatedTools) => string;
}

/** What a simulated reply is made with. */
export interface SimulatedTools {
  readonly random: Stream;
  /** The known shares of the question. */
  readonly shares: Readonly<Record<string, number>> | undefined;
}

const answer: Served = {
  data: (request, schema, { random, shares }) => answerOf(request, schema, shares, random),
  words: ({ about }, { random }) => sentences(about, random),
};

const PURPOSES: { readonly [Name in Purpose]: Served } = {
  answer,
  repair: answer,
  extraction: {
    data: (request, schema, { random }) => simulatedExtraction(request, schema, random),
    words: saidIn,
  },
  sentiment: {
    data: (request, schema, { random }) => simulatedExtraction(request, schema, random),
    words: (request) => sentimentIn(saidIn(request)),
  },
  variant: {
    data: ({ about }, schema, { random }) => simulatedVariant(about, schema, random),
    words: ({ about }, { random }) => sentences(about, random),
  },
  enrichment: answer,
  synthesis: {
    data: ({ about }) => simulatedSynthesis(about),
    words: ({ about }) => String(simulatedSynthesis(about).summary),
  },
};

/** What simulated respondents reply to a request, for whatever it is made. */
export function simulatedReply(request: Request, tools: SimulatedTools): string {
  const { data, words } = PURPOSES[request.about.purpose];
  return request.schema === null
    ? words(request, tools)
    : JSON.stringify(data(request, request.schema, tools));
}
