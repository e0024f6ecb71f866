import assert from "node:assert/strict";
import { instrument, panel, yesNo } from "../../mod.ts";
import { hostWith } from "../hosts.ts";

Deno.test("sectionsOf() has a question's words in the fingerprint, and not what an instrument says of itself", async () => {
  const fingerprintOf = async (words: string, description?: string) => {
    const about = description === undefined ? {} : { description };
    const result = await panel({ host: hostWith() }).personas([{ name: "Maya" }])
      .models("simulated").seed(7).ask(instrument("trial", { tries: yesNo(words) }, about)).run();
    return result.fingerprint;
  };
  const one = await fingerprintOf("Would you try it?");
  assert.equal(await fingerprintOf("Would you try it?", "A first look."), one);
  assert.notEqual(await fingerprintOf("Would you buy it?"), one);
});
