import {
  type About,
  baseline,
  baselineGroups,
  type Host,
  instrument,
  loadInstrument,
  loadPack,
  type Model,
  multi,
  number,
  panel,
  scale,
  scripted,
  simulated,
  type SurveyResult,
  text,
} from "../../mod.ts";
import { choice } from "../../mod.ts";

/** What people, files and models may say, and what must be shown as it is. */
export const EVIL =
  "<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">]]>";
export const RTL = "مرحبا بالعالم";
export const LONG = "y".repeat(10_000);

/** A model that costs something. */
export function paid(): Model {
  const model = simulated();
  return {
    ...model,
    id: "paid",
    reply: async (request, signal) => ({ ...await model.reply(request, signal), cost: 0.001 }),
  };
}

/** A run with a picture of every kind: held against people and their groups, tracked, of variants, and paid. */
export async function wholeRun(host: Host, folder: string): Promise<SurveyResult> {
  const [happy, groups] = [await baseline("gss:HAPPY"), await baselineGroups("gss:HAPPY")];
  const people = [...await loadPack("general-consumer")].flatMap((persona, at) => [
    { ...persona, name: `A${at}`, sex: "female" },
    { ...persona, name: `B${at}`, sex: "male" },
  ]);
  return await panel({ host }).personas(people).models("paid", { paid: paid() }).variants(2).seed(7)
    .journal(folder).ask(await loadInstrument("first-panel"))
    .calibrateAgainst(happy, { groups }).until({ every: 10, halfWidth: 0.1, stop: false })
    .synthesize({ model: "paid" }).run();
}

/** A blended ensemble in which everybody says the worst there is, and one model fails often. */
export async function hostileRun(host: Host, folder?: string): Promise<SurveyResult> {
  const asked = instrument(EVIL, {
    tier: choice(`Which? ${EVIL} ${"long wording ".repeat(40)}`, [
      "free",
      EVIL,
      RTL,
      "x".repeat(300),
    ]),
    media: multi("Which media?", ["tv", "radio", "web"]),
    years: number("For how many years?", { min: 0, max: 50, unit: "years" }),
    ease: scale("How easy?", 1, 7),
    why: text("Why?"),
  });
  const people = Array.from({ length: 30 }, (_, at) => ({
    name: at === 0 ? EVIL : at === 1 ? RTL : `P${at}`,
    occupation: EVIL,
  }));
  const study = panel({ host }).personas(people)
    .models("a:2,b:1,c:1", {
      a: scripted(said),
      b: simulated({ failure: .2, refusal: .1 }),
      c: paid(),
    })
    .blend().seed(3);
  return await (folder === undefined ? study : study.journal(folder)).ask(asked).run();
}

function said({ persona, question: { key } }: About): unknown {
  const isFirst = persona.name === EVIL;
  if (key === "tier") return isFirst ? EVIL : "free";
  if (key === "media") return ["tv"];
  if (key === "years") return 3;
  if (key === "ease") return 4;
  if (isFirst) return EVIL;
  if (persona.name === "P2") return LONG;
  return persona.name === "P3" ? "# no heading\n\n* `code` ``` | cell" : `${RTL} \u202e abc`;
}
