import assert from "node:assert/strict";
import { panel } from "../../mod.ts";
import { hostWith } from "../hosts.ts";
import { checkout } from "./fixtures.ts";

async function warned(personas: readonly Readonly<Record<string, unknown>>[]) {
  const study = panel({ host: hostWith() }).personas([...personas]).models("simulated");
  return (await study.ask(checkout).ready()).warnings;
}

Deno.test("slipsOf() asks whether a short field was meant that the persona lacks", async () => {
  assert.deepEqual(await warned([{ nam: "Maya", wage: 3 }, { nam: "Ben", age: 30, wage: 3 }]), [
    '2 personas with an attribute called "nam", and none called "name": was that meant?',
  ]);
  assert.deepEqual(await warned([{ name: "Maya", age: 30, wage: 3, sex: "f", region: "s" }]), []);
});

Deno.test("namesakes() tells of different personas of one name, and not of equal ones", async () => {
  const maya = { name: "Maya", age: 30 };
  assert.deepEqual(await warned([maya, { ...maya, age: 40 }, { ...maya, age: 50 }]), [
    "different personas have the same name, and are told apart by their ids: Maya",
  ]);
  assert.deepEqual(await warned([maya, maya, { name: "Ben" }, {}, {}]), []);
});
