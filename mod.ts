/**
 * Quorum: synthetic survey panels. Personas on language models answer instruments; the toolkit says how
 * far their answers are from people's, how sure we are, and how many panelists were enough.
 *
 * @example
 * ```ts
 * import { loadInstrument, loadPack, panel } from "./mod.ts";
 *
 * const result = await panel()
 *   .personas(await loadPack("general-consumer"))
 *   .models("simulated").seed(7)
 *   .ask(await loadInstrument("first-panel")).run();
 * console.assert(result.tally("happiness").n === 15);
 * ```
 *
 * @module
 */
export { panel } from "./lib/studies/panel.ts";
export { loadPack, Pack, packIds, parsePack } from "./lib/personas/pack.ts";
export { instrument } from "./lib/instruments/instrument.ts";
export { loadInstrument, parseInstrument } from "./lib/instruments/parse.ts";
export { choice } from "./lib/instruments/choice.ts";
export { text } from "./lib/instruments/text.ts";
export { scale } from "./lib/instruments/scale.ts";
export { yesNo } from "./lib/instruments/yes_no.ts";
export { simulated } from "./lib/models/simulated.ts";
export { scripted } from "./lib/models/scripted.ts";
export { jensenShannon } from "./lib/statistics/jensen_shannon.ts";
export { wilson } from "./lib/statistics/wilson.ts";
