import assert from "node:assert/strict";
import { mannersOffences } from "./manners.ts";
import { assertClean, parse, report } from "./source.ts";

Deno.test("mannersOffences() finds what is never written in the house", () => {
  const breaches = [
    "let x: any;",
    "const y = x as any;",
    "const list: Array<any> = [];",
    "const z = <any> x;",
    "type Handler = (...args: any[]) => void;",
    "export default 1;",
    "export default function () {}",
    "export { x as default };",
    'export { default } from "./x.ts";',
    "// @ts-ignore: it works",
    "/* @ts-nocheck */",
    "// TODO: later",
    "/** FIXME */",
  ];
  for (const breach of breaches) {
    const offences = mannersOffences(parse("lib/rows/bad.ts", `// é\n${breach}`));
    assert.deepEqual(offences.map(({ line }) => line), [2], breach);
  }
});

Deno.test("mannersOffences() passes over words that only look alike", () => {
  const fine = 'const any = "as any"; // any: of them\nimport x from "./x.ts"; const TODOS = 1;';
  assertClean(mannersOffences(parse("lib/rows/fine.ts", fine)));
});

Deno.test("report() lists every offence with its place, in order", () => {
  const offences = mannersOffences(
    parse("lib/rows/b.ts", "// TODO\nexport default 1;\nlet x: any;"),
  );
  assert.equal(
    report(offences),
    "\n  lib/rows/b.ts:1 leaves a TODO\n  lib/rows/b.ts:2 has a default export" +
      "\n  lib/rows/b.ts:3 has the type any",
  );
});
