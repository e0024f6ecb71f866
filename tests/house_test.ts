import assert from "node:assert/strict";
import { circleOffences, floorOffences } from "./house/floors.ts";
import { mannersOffences } from "./house/manners.ts";
import { outsideOffences } from "./house/outside.ts";
import { sizeOffences } from "./house/size.ts";
import { assertClean, houseOf } from "./house/source.ts";

const house = houseOf(new URL("../", import.meta.url));

Deno.test("house: every file is looked at", () => {
  const paths = house.map(({ path }) => path);
  assert.ok(paths.includes("mod.ts"));
  assert.ok(paths.includes("lib/host/deno.ts"));
  assert.ok(paths.includes("lib/statistics/jensen_shannon.ts"));
});

Deno.test("house: arrows run to lower floors", () => assertClean(house.flatMap(floorOffences)));

Deno.test("house: inside a room, files use each other downhill", () => {
  assertClean(circleOffences(house));
});

Deno.test("house: only lib/host touches the world", () =>
  assertClean(house.flatMap(outsideOffences)));

Deno.test("house: files and functions are short", () => assertClean(house.flatMap(sizeOffences)));

Deno.test("house: no any, no muted checks, no default exports, no notes of things to do", () => {
  assertClean(house.flatMap(mannersOffences));
});
