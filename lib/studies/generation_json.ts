import { type SurveyResult } from "./survey_result.ts";

/**
 * How answers were asked for, as it stands in the envelope: null where nothing was sent, so that the
 * provider's default held. The most tokens are a number where one was asked for, else they stand by
 * question and follow-up; what was sent instead for personas with a way of their own stands by panelist.
 */
export function generationJson(
  { plan: { sampling }, answerTokens, panelists }: SurveyResult,
): Record<string, unknown> {
  const overrides = panelists.flatMap(({ id, persona: { llm_overrides = {} } }) => {
    const { model: _, ...own } = llm_overrides;
    return Object.keys(own).length === 0 ? [] : [[id, own] as const];
  });
  return {
    temperature: sampling.temperature ?? null,
    top_p: sampling.topP ?? null,
    max_tokens: sampling.maxTokens ?? answerTokens,
    ...(overrides.length === 0 ? {} : { overrides: Object.fromEntries(overrides) }),
  };
}
