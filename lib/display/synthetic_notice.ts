/** What stands with every report and every export, whatever they are asked to say; nothing leaves it out. */
export const SYNTHETIC_NOTICE =
  "Synthetic respondents: no person was asked. The answers are those of language models, or of simulated " +
  "respondents, that spoke as personas. They are no data about people; how far they are from people's answers is " +
  "known only where they were held against them.";
