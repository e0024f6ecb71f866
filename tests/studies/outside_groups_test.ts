import assert from "node:assert/strict";
import { outsideGroups } from "../../lib/studies/outside_groups.ts";

Deno.test("outsideGroups() counts the personas whose value the survey does not have, and names it", () => {
  const group = (region: string) => ({ where: { region } });
  const target = { humans: { id: "gss:HAPPY" }, groups: [group("Northeast"), group("South")] };
  const from = (region: string, at: number) => ({ id: `p${at}`, persona: { region } });
  const people = ["north", "south", "north", "pacific", "New England"].map(from);
  const others = [{ id: "p9", persona: { name: "Maya" } }];
  assert.deepEqual(outsideGroups(target, [...people, ...others]), [
    '3 personas in no group by region: gss:HAPPY has no "north", "pacific"',
  ]);
  assert.deepEqual(outsideGroups(target, [...others, from("south", 1)]), []);
});
