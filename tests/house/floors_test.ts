import assert from "node:assert/strict";
import { circleOffences, floorOffences } from "./floors.ts";
import { assertClean, type Offence, parse, type Source } from "./source.ts";

Deno.test("floorOffences() reports every kind of arrow that does not run down", () => {
  const arrows = [
    `import { row } from "../rows/row.ts";`,
    `import type { Row } from '../rows/row.ts';`,
    `import "../models/model.ts";`,
    `export { row } from "../rows/row.ts";`,
    `export * from "../rows/row.ts";`,
    `type Row = import("../rows/row.ts").Row;`,
    `const row = await import("../rows/row.ts");`,
    "const row = await import(`../rows/row.ts`);",
    `const row = await import("../rows/" + name);`,
    "const row = await import(`../rows/${name}.ts`);",
    `import { panel } from "../../mod.ts";`,
    `import { panel } from "@quorum/quorum";`,
    `import { x } from "../utils/x.ts";`,
    `import { x } from "../x.ts";`,
    `import data from "../../fixtures/x.json" with { type: "json" };`,
  ];
  for (const arrow of arrows) {
    const offences = floorOffences(parse("lib/schema/bad.ts", `// é\n\n${arrow}`));
    assert.deepEqual(offences.map(({ line }) => line), [3], arrow);
  }
});

Deno.test("floorOffences() lets a file use its own room, lower rooms and packages", () => {
  const fine = [
    `import * as z from "zod";`,
    `import { basename } from "node:path";`,
    `import { b } from "./b.ts";`,
    `export { read } from "../schema/read.ts";`,
    `// import { panel } from "../studies/panel.ts";`,
    'const text = `import "../studies/panel.ts"`;',
  ].join("\n");
  assertClean(floorOffences(parse("lib/rows/a.ts", fine)));
  assertClean(floorOffences(parse("mod.ts", `export * from "./lib/studies/panel.ts";`)));
  assertClean(floorOffences(parse("cli.ts", `import { main } from "./lib/commands/main.ts";`)));
});

Deno.test("floorOffences() refuses rooms on the same floor and files without a room", () => {
  const beside = parse("lib/engine/a.ts", `import { tally } from "../analysis/tally.ts";`);
  const roomless = parse("lib/a.ts", "export {};");
  const unknown = parse("lib/utils/a.ts", "export {};");
  const command = parse("mod.ts", `import { main } from "./lib/commands/main.ts";`);
  for (const source of [beside, roomless, unknown, command]) {
    assert.equal(floorOffences(source).length, 1, source.path);
  }
});

Deno.test("circleOffences() names each circle once, types included", () => {
  const room = (files: Record<string, string>): Source[] =>
    Object.entries(files).map(([path, text]) => parse(`lib/rows/${path}.ts`, text));
  const circles = circleOffences(room({
    a: `import { b } from "./b.ts";`,
    b: `\nimport type { C } from "./c.ts";`,
    c: `import { b } from "./b.ts"; export const load = () => import("./d.ts");`,
    d: `import { d } from "./d.ts";`,
  }));
  assert.deepEqual(circles, [
    says("lib/rows/b.ts", 2, "lib/rows/b.ts → lib/rows/c.ts → lib/rows/b.ts"),
    says("lib/rows/d.ts", 1, "lib/rows/d.ts → lib/rows/d.ts"),
  ]);
  function says(path: string, line: number, circle: string): Offence {
    return { path, line, says: `stands in a circle: ${circle}` };
  }
});
