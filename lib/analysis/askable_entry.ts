import { type LeaderboardEntry } from "../benchmarks/leaderboard_form.ts";
import { type Host } from "../host/host.ts";
import { listedModel } from "../models/listed_model.ts";
import { resolveModel } from "../models/resolve.ts";

/** What a row's model is called here, or why it cannot be asked. */
export function askable(
  entry: LeaderboardEntry,
  host: Host,
): string | { readonly reason: string } {
  if (entry.isBaseline) return { reason: "a baseline, no model" };
  if (entry.isEnsemble) return { reason: "an ensemble of several models" };
  const names = listedModel(entry);
  const reasons: string[] = [];
  for (const name of names) {
    const reason = refusalOf(name, host);
    if (reason === null) return name;
    reasons.push(reason);
  }
  return { reason: reasons.join(", ") || "it is not certain which model that is" };
}

/** Why a model cannot be asked; null where it can. */
function refusalOf(name: string, host: Host): string | null {
  try {
    resolveModel(name, host);
    return null;
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return sentence.replace(/^.*?": /, "").replace(/ \(.*$/, "");
  }
}
