import assert from "node:assert/strict";
import { fillPlaceholders, jinjaIn, placeholders } from "../../lib/schema/placeholders.ts";

const named = (text: string) => placeholders(text).map(({ name }) => name);

Deno.test("placeholders() are names in single braces, with or without a way into them", () => {
  assert.deepEqual(placeholders("{a} {b.c} {d[0]} {e.f[1].g} {my-key} {größe} {_x1}"), [
    { name: "a", isPlain: true },
    { name: "b", isPlain: false },
    { name: "d", isPlain: false },
    { name: "e", isPlain: false },
    { name: "my-key", isPlain: true },
    { name: "größe", isPlain: true },
    { name: "_x1", isPlain: true },
  ]);
});

Deno.test("placeholders() are not doubled or lone braces, nor pieces of JSON or prose", () => {
  const none = [
    ..."{}|{|}|}{|{{a}}|{{{{a}}}}|{ a }|{a: 1}|{a!r}|{a:>9}|{1}|{0.5}|{a b}".split("|"),
    ...['{"a": 1}', '{"a":{"b":{}}}', "{ a: { b: 1 } }", "{e.g. this}", "{a..b}", "{a[]}", "{a.}"],
  ];
  for (const text of none) assert.deepEqual(named(text), [], text);
  assert.deepEqual(named('{"a": {b}, "c": {{d}}} {{{e}}}'), ["b", "e"]);
});

Deno.test("fillPlaceholders() fills in one pass and never what a value holds", () => {
  const values: Readonly<Record<string, string>> = { a: "{b} $& {{", b: "2" };
  const valueOf = (name: string) => values[name];
  assert.equal(fillPlaceholders("{a}|{b}|{c}", valueOf), "{b} $& {{|2|{c}");
  assert.equal(fillPlaceholders("{a}|{b}|{c}", valueOf, { escapes: true }), "{b} $& {{|2|{c}");
});

Deno.test("fillPlaceholders() reads {{ and its }} as braces only where escapes are asked for", () => {
  const fill = (text: string, escapes: boolean) =>
    fillPlaceholders(text, (name) => name === "a" ? "1" : undefined, { escapes });
  assert.equal(fill("{{a}} {{{a}}} {{ {a} }}", true), "{a} {1} { 1 }");
  assert.equal(fill("{{a}} {{{a}}}", false), "{{a}} {{1}}");
  assert.equal(fill('{"x": {"y": {a}}}', true), '{"x": {"y": 1}}');
  assert.equal(fill('{"x": {"y": 1}} {a}', true), '{"x": {"y": 1}} 1');
  assert.equal(fill('{{"x": {{"y": {a}}}}}', true), '{"x": {"y": 1}}');
});

Deno.test("fillPlaceholders() is done at once with many braces", () => {
  for (const text of ["{".repeat(100_001), "}".repeat(100_001), "{a".repeat(100_000)]) {
    assert.equal(fillPlaceholders(text, () => ""), text);
  }
});

Deno.test("jinjaIn() finds the syntax of Jinja, and nothing in JSON or plain braces", () => {
  assert.equal(jinjaIn("Hi {% if name %}x"), "{% if name %}");
  assert.equal(jinjaIn("{# note #} {name}"), "{# note #}");
  assert.equal(jinjaIn("a {{ traits | join(', ') }}"), "{{ traits | join(', ') }}");
  assert.equal(jinjaIn("{{name}}"), "{{name}}");
  assert.equal(jinjaIn("{{- name -}}"), "{{- name -}}");
  for (const text of ["{name}", "{}", "{{}}", '{"a": {"b": 1}}', '{{"a": 1}}', "100 %} {", ""]) {
    assert.equal(jinjaIn(text), undefined, text);
  }
});
