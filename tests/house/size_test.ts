import assert from "node:assert/strict";
import { sizeOffences } from "./size.ts";
import { assertClean, parse } from "./source.ts";

const line = "  f(1); // one line\n";

Deno.test("sizeOffences() counts a file's lines of code, not its comments and blank lines", () => {
  const free = "\n/**\n * Free.\n */\n// free\n";
  assertClean(sizeOffences(parse("lib/rows/a.ts", line.repeat(200) + free.repeat(10))));
  const [tooLong] = sizeOffences(parse("lib/rows/a.ts", free + line.repeat(201)));
  assert.deepEqual(tooLong, {
    path: "lib/rows/a.ts",
    line: 1,
    says: "the file has 201 lines of code, 200 at most",
  });
});

Deno.test("sizeOffences() counts no names that are passed on, and all others", () => {
  const names = 'export {\n  a,\n  type B,\n} from "./a.ts";\nexport * from "./b.ts";\n';
  assertClean(sizeOffences(parse("mod.ts", names.repeat(100) + line.repeat(200))));
  const own = "export const a = 1;\nexport { b };\n".repeat(101);
  const [tooLong] = sizeOffences(parse("mod.ts", names + own));
  assert.equal(tooLong?.says, "the file has 202 lines of code, 200 at most");
});

Deno.test("sizeOffences() counts the lines of every form of function, head and braces included", () => {
  const forms = [
    (body: string) => `function f() {\n${body}}`,
    (body: string) => `export async function* f() {\n${body}}`,
    (body: string) => `const f = () => {\n${body}};`,
    (body: string) => `const f = function () {\n${body}};`,
    (body: string) => `class A { #f() {\n${body}} }`,
    (body: string) => `class A { static get f() {\n${body}} }`,
    (body: string) => `class A { constructor() {\n${body}} }`,
    (body: string) => `const o = { f: { g() {\n${body}} } };`,
    (body: string) => `f(() => {\n${body}});`,
  ];
  for (const form of forms) {
    assertClean(sizeOffences(parse("lib/rows/a.ts", form(line.repeat(38) + "\n// free\n"))));
    const offences = sizeOffences(parse("lib/rows/a.ts", `// é\n${form(line.repeat(39))}`));
    assert.ok(offences.length > 0, form("…"));
    for (const { line, says } of offences) {
      assert.equal(line, 2);
      assert.equal(says, "a function has 41 lines of code, 40 at most");
    }
  }
});

Deno.test("sizeOffences() is not led astray by braces in texts and comments", () => {
  const body = 'f("}"); f(`}${"{"}`); f(/}/); // }\n'.repeat(50);
  const offences = sizeOffences(parse("lib/rows/a.ts", `f();\nfunction g() {\n${body}}`));
  assert.deepEqual(offences.map(({ line }) => line), [2]);
});
