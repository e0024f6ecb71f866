import assert from "node:assert/strict";
import fc from "fast-check";
import { parseYaml } from "../../lib/schema/document.ts";
import { withList } from "../../lib/schema/yaml_list.ts";
import { type Entry } from "../../lib/schema/yaml_splices.ts";

const HAPPY = {
  ...{ dataset: "gss", question: "HAPPY", jsd: 0.102992, n: 50 },
  ...{ models: ["haiku:0.50", "no"], calibrated_at: "2026-04-26T14:23:00Z" },
};
const USE = { dataset: "ntia", question: "USE", jsd: 0.2 };

function changed(text: string, entries: readonly Entry[]): Promise<string> {
  const idOf = ({ dataset, question }: Entry) => `${dataset}:${question}`;
  return withList(text, "pack.yaml", { key: "calibration", entries, idOf });
}

const BLOCK = `  - dataset: gss
    question: HAPPY
    jsd: 0.102992
    n: 50
    models: [haiku:0.50, "no"]
    calibrated_at: 2026-04-26T14:23:00Z
`;

Deno.test("withList() replaces an entry where it stands, and drops a further one of its name", async () => {
  const text = `a: 1 # one
calibration: # earlier
  # by hand
  - dataset: gss # old
    question: HAPPY
    jsd: .9 # was bad
    # after the first
  - {dataset: ntia, question: USE, jsd: 0.2} # kept
  - dataset: gss
    question: HAPPY
# before b
b: 'two'
...
# the end
`;
  assert.equal(
    await changed(text, [HAPPY, USE]),
    `a: 1 # one
calibration: # earlier
  # by hand
${BLOCK.trimEnd()} # was bad
    # after the first
  - {dataset: ntia, question: USE, jsd: 0.2} # kept
# before b
b: 'two'
...
# the end
`,
  );
});

Deno.test("withList() puts a new list before the mark of the end, and a new entry after the last", async () => {
  assert.equal(
    await changed("a: 1\n...\n# c\n", [HAPPY]),
    `a: 1\ncalibration:\n${BLOCK}...\n# c\n`,
  );
  assert.equal(
    await changed("calibration:\n- dataset: ntia\n  question: USE\n  jsd: 0.2 # x\n\nb: 2", [
      USE,
      HAPPY,
    ]),
    `calibration:\n- dataset: ntia\n  question: USE\n  jsd: 0.2 # x\n${
      BLOCK.replaceAll(/^ {2}/gm, "")
    }\nb: 2`,
  );
});

Deno.test("withList() fills what is empty, and leaves what stands on its line", async () => {
  for (const empty of ["[]", "~", "null", ""]) {
    const text = `calibration: ${empty} # none yet\nb: 2\n`;
    assert.equal(await changed(text, [HAPPY]), `calibration:  # none yet\n${BLOCK}b: 2\n`, empty);
  }
});

Deno.test("withList() stays in flow style, so that JSON stays JSON", async () => {
  const json = '{\n\t"a": 1,\n\t"personas": [{"name": "Maya"}]\n}\n';
  const edited = await changed(json, [HAPPY]);
  assert.deepEqual(JSON.parse(edited), { ...JSON.parse(json), calibration: [HAPPY] });
  const again = await changed(edited, [{ ...HAPPY, jsd: 0.2 }, USE]);
  assert.deepEqual(JSON.parse(again).calibration, [{ ...HAPPY, jsd: 0.2 }, USE]);
  assert.equal(
    await changed(
      "{a: 1, calibration: [{dataset: x, question: y}, {dataset: ntia, question: USE, jsd: 0.2}, ], }\n",
      [USE],
    ),
    "{a: 1, calibration: [{dataset: ntia, question: USE, jsd: 0.2}, ], }\n",
  );
});

Deno.test("withList() keeps line ends, a byte order mark and a missing last line end", async () => {
  assert.equal(
    await changed("\uFEFFa: 1\r\nb: |+\r\n  kept\r\n\r\n", [USE]),
    "\uFEFFa: 1\r\nb: |+\r\n  kept\r\n\r\ncalibration:\r\n  - dataset: ntia\r\n    question: USE\r\n    jsd: 0.2\r\n",
  );
  assert.equal(
    await changed("a: 1", [USE]),
    "a: 1\ncalibration:\n  - dataset: ntia\n    question: USE\n    jsd: 0.2",
  );
});

Deno.test("withList() changes nothing where nothing is to be changed", async () => {
  const text = 'calibration: [{"dataset": gss,   question: "A"}]   # odd\n';
  assert.equal(await changed(text, [{ dataset: "gss", question: "A" }]), text);
  assert.equal(await changed("a: 1\n", []), "a: 1\n");
});

Deno.test("withList() refuses what it would break, with a sentence", async () => {
  const aliased = "calibration:\n  - &one\n    dataset: gss\n    question: HAPPY\nb: *one\n";
  await assert.rejects(changed(aliased, [HAPPY]), {
    name: "TypeError",
    message:
      'Cannot change "pack.yaml": "calibration" is written in a way that this would break; ' +
      "change it by hand",
  });
  await assert.rejects(changed("- a\n", [HAPPY]), /it is not a mapping that can be edited/);
});

/** What stands before and after the list, and how the list is written. */
interface Layout {
  readonly before: string;
  readonly list: string | null;
  readonly after: string;
}

const COMMENTS = ["", "# c\n", "\n\n", "  # set in\n", "# calibration: no\n"];
const VALUES = [
  ...["1", '"quoted: yes"', "'single'", "plain words", "[a, {b: c}]", "{}", "|\n  text\n"],
  ...["|+\n  text\n\n", ">-\n  one\n  two\n", "\n  - x\n  - y: 1 # z\n", "&anchor v", "!!str 12"],
];
const ENTRIES = [
  ...["dataset: gss\n    question: HAPPY\n    jsd: 0.9", "{dataset: gss, question: HAPPY, jsd: 1}"],
  ...[
    "dataset: gss # c\n    # d\n    question: HAPPY",
    "question: USE\n    dataset: ntia\n    jsd: 0.2",
  ],
  ...[
    '"dataset": "a-b"\n    question: "- c"\n    note: |\n      # no comment\n      - nor an item',
  ],
];

const line = fc.tuple(fc.constantFrom(...COMMENTS), fc.constantFrom(...VALUES));
const lines = (prefix: string) =>
  fc.array(line, { maxLength: 3 }).map((list) =>
    list.map(([comment, value], at) => {
      const [first = "", ...rest] = value.split("\n");
      const own = first.replace("anchor", `${prefix}${at}`);
      return `${comment}${prefix}${at}:${own === "" ? "" : ` ${own}`}\n${rest.join("\n")}`;
    }).join("")
  );
const blockList = fc.tuple(
  fc.constantFrom("", " # c", "\n  # c"),
  fc.array(fc.tuple(fc.constantFrom(...ENTRIES), fc.constantFrom("", "  # between\n", "\n")), {
    minLength: 1,
    maxLength: 4,
  }),
).map(([head, items]) =>
  `calibration:${head}\n${items.map(([item, after]) => `  - ${item}\n${after}`).join("")}`
);
const flowList = fc.array(
  fc.constantFrom("{dataset: gss, question: HAPPY}", '{"dataset": "x", "question": "y"}'),
  { maxLength: 3 },
)
  .map((items) => `calibration: [${items.join(", ")}] # c\n`);
const layout: fc.Arbitrary<Layout> = fc.record({
  before: fc.tuple(
    fc.constantFrom("", "\uFEFF", "# head\n", "%YAML 1.2\n---\n", "--- # start\n"),
    lines("p"),
  ).map((parts) => parts.join("")),
  list: fc.oneof(
    fc.constant(null),
    fc.constantFrom("calibration:\n", "calibration: ~ # c\n", "'calibration': []\n"),
    blockList,
    flowList,
  ),
  after: fc.tuple(
    lines("s"),
    fc.constantFrom("", "# tail\n", "...\n", "...\n# after the end\n", "\n\n"),
  ).map((parts) => parts.join("")),
});

Deno.test("withList() leaves every byte outside of the list as it is, however the file is written", async () => {
  let [handled, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(
      layout,
      fc.constantFrom("\n", "\r\n"),
      fc.boolean(),
      async (parts, eol, cut) => {
        const whole = `${parts.before}${parts.list ?? ""}${parts.after}`;
        const said = whole.replaceAll("\n", eol);
        const text = cut ? said.trimEnd() : said;
        const known = dataOf(text);
        // A file without a mapping is no pack.
        if (known === null) return;
        const present: Entry[] = Array.isArray(known.calibration) ? known.calibration : [];
        const others = present.filter(({ question }) => question !== "HAPPY");
        const wanted = unique(
          present.some(({ question }) => question === "HAPPY")
            ? present.map((entry) => entry.question === "HAPPY" ? HAPPY : entry)
            : [...others, HAPPY],
        );
        let edited: string;
        try {
          edited = await changed(text, wanted);
        } catch (error) {
          assert.match(String(error), /^TypeError: Cannot change "pack\.yaml": /);
          refused += 1;
          return;
        }
        handled += 1;
        assert.deepEqual(dataOf(edited), { ...known, calibration: wanted });
        assertOutside(text, edited, parts, eol);
        assert.equal(await changed(edited, wanted), edited);
      },
    ),
    { numRuns: 1000, seed: 5 },
  );
  assert.ok(handled > 900 && refused < 10, `${handled} were changed, ${refused} refused`);
});

function dataOf(text: string): Record<string, unknown> | null {
  try {
    const data = parseYaml(text, "pack.yaml");
    return data !== null && typeof data === "object" && !Array.isArray(data) ? { ...data } : null;
  } catch {
    return null;
  }
}

function unique(entries: readonly Entry[]): Entry[] {
  const seen = new Map(entries.map((entry) => [`${entry.dataset}:${entry.question}`, entry]));
  return [...seen.values()];
}

/** What stands before and after the list is there in the same bytes; where there was none, one place is new. */
function assertOutside(text: string, edited: string, { before, list, after }: Layout, eol: string) {
  if (list === null) {
    let [start, end] = [0, 0];
    while (start < text.length && text[start] === edited[start]) start += 1;
    while (end < text.length - start && text.at(-1 - end) === edited.at(-1 - end)) end += 1;
    assert.equal(start + end, text.length);
    return;
  }
  const [head, tail] = [before.replaceAll("\n", eol), after.replaceAll("\n", eol)];
  assert.ok(edited.startsWith(head));
  assert.ok(edited.endsWith(text.slice(head.length + list.replaceAll("\n", eol).length)), tail);
}
