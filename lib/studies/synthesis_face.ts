import { counted } from "../display/counted.ts";
import { escaped } from "../display/escape.ts";
import { type Face } from "../display/face.ts";
import { dollars } from "../display/money.ts";
import { hanging } from "../display/overview_text.ts";
import { type Synthesis } from "./synthesis_result.ts";

/** What became of a synthesis, as it is shown: what was found, by whom, and what must be known of it. */
export function synthesisFace(notice: string | null): Face<Synthesis> {
  const notes = ({ warnings }: Synthesis) => [...warnings, ...(notice === null ? [] : [notice])];
  return {
    text: (synthesis) =>
      [
        titleOf(synthesis),
        ...saidIn(synthesis).flatMap(([name, said]) => hanging(`${name}: ${said.join("; ")}`)),
        ...notes(synthesis).flatMap((note) => hanging(note)),
      ].join("\n"),
    html: (synthesis) =>
      [
        `<div><strong>${escaped(titleOf(synthesis))}</strong></div>`,
        ...saidIn(synthesis).map(([name, said]) =>
          `<div>${escaped(name)}:</div><ul>${
            said.map((one) => `<li>${escaped(one)}</li>`).join("")
          }</ul>`
        ),
        ...notes(synthesis).map((note) => `<div><small>${escaped(note)}</small></div>`),
      ].join(""),
  };
}

function titleOf({ model, strategy, cost, tokensIn, tokensOut }: Synthesis): string {
  return `summed up by ${model} (${strategy}): ${counted(tokensIn + tokensOut, "token")}, ${
    dollars(cost)
  }`;
}

function saidIn(synthesis: Synthesis): [name: string, said: readonly string[]][] {
  if (synthesis.status === "failed") {
    return [["not summed up", [synthesis.message]], ["what to do", [synthesis.suggestedFix]]];
  }
  return Object.entries(synthesis.findings)
    .map((
      [name, said],
    ): [string, readonly string[]] => [name, typeof said === "string" ? [said] : said])
    .filter(([, said]) => said.some((one) => one !== ""));
}
