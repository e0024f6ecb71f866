import assert from "node:assert/strict";
import {
  checkTemplate,
  fillTemplate,
  loadTemplate,
  templateFields,
} from "../../lib/personas/template.ts";
import { type Persona } from "../../mod.ts";
import { folder } from "../hosts.ts";

Deno.test("J3: fillTemplate() joins traits and leaves fields that are missing", () => {
  const persona = { name: "A", personality_traits: ["a", "b"] };
  assert.equal(fillTemplate("{name}|{personality_traits}|{foo}", persona), "A|a, b|{foo}");
});

Deno.test("J4: checkTemplate() refuses the syntax of Jinja and says what to write", () => {
  const message = (template: string) => {
    try {
      checkTemplate(template, "prompt.txt");
    } catch (error) {
      return error instanceof SyntaxError ? error.message : error;
    }
    return undefined;
  };
  assert.equal(
    message("{{ name }}|{{ personality_traits | join(', ') }}|{{ foo }}"),
    'Cannot use prompt.txt: it has "{{ name }}", which is not filled: write {name} for a field',
  );
  assert.match(String(message("{% for t in traits %}{t}{% endfor %}")), /"{% for t in traits %}"/);
  assert.match(String(message("{# who #}")), /"{# who #}", which is not filled: write {name}/);
  assert.equal(message('You are {name}. Answer as {"mood": {"now": 1}}.'), undefined);
});

Deno.test("fillTemplate() takes every plain value of a persona, and any attribute", () => {
  const persona: Persona = {
    ...{ age: 0, single: false, region: "north", "first job": "baker" },
    ...{ children: ["Ann", { age: 3 }], home: { b: 1, a: [true] }, income: null },
    llm_overrides: { temperature: 1 },
  };
  assert.equal(fillTemplate("{age} {single} {region} {first job}", persona), "0 false north baker");
  assert.equal(fillTemplate("{children}", persona), 'Ann, {"age":3}');
  assert.equal(
    fillTemplate("{home} {llm_overrides}", persona),
    '{"a":[true],"b":1} {"temperature":1}',
  );
  assert.equal(fillTemplate("{income}", persona), "{income}", "null is no value");
});

Deno.test("fillTemplate() reaches nothing through a field, and nothing that is not its own", () => {
  const template = "{name.__class__} {name[0]} {constructor} {__proto__} {toString} { name } {";
  assert.equal(fillTemplate(template, { name: "Maya" }), template);
});

Deno.test("fillTemplate() does not fill what a persona says of itself", () => {
  const persona = { name: "{occupation}", occupation: "Baker", background: "$& {{name}}" };
  assert.equal(fillTemplate("{name}: {background}", persona), "{occupation}: $& {{name}}");
});

Deno.test("fillTemplate() leaves JSON in a template as it is", () => {
  const template = 'Say {"mood": {"of": {"name": 1}}} and {}.';
  assert.equal(fillTemplate(template, { name: "Maya" }), template);
});

Deno.test("templateFields() are the fields that are filled, each once, as they stand", () => {
  assert.deepEqual(templateFields('{name} {age} {name} {x.y} {"a": 1} {z[0]}'), ["name", "age"]);
  assert.deepEqual(templateFields("You are somebody."), []);
});

Deno.test("loadTemplate() reads a file, and refuses an empty one and one in Jinja", async () => {
  await using place = await folder();
  const write = async (name: string, text: string) => {
    await Deno.writeTextFile(`${place.path}/${name}`, text);
    return `${place.path}/${name}`;
  };
  assert.equal(
    await loadTemplate(await write("a.txt", "\ufeffYou are {name}.\n\n")),
    "You are {name}.",
  );
  await assert.rejects(
    loadTemplate(await write("b.txt", " \n")),
    /Cannot use .*b\.txt: the template is/,
  );
  await assert.rejects(
    loadTemplate(await write("c.txt", "{{ name }}")),
    /Cannot use .*c\.txt: it has /,
  );
  await assert.rejects(loadTemplate(`${place.path}/none.txt`), /Cannot read .*none\.txt/);
});
