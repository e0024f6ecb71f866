import assert from "node:assert/strict";
import { InputError, loadProducts, parseProducts } from "../../mod.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { personaOf } from "../../lib/encounters/persona_record.ts";
import { loadPersonaRecords } from "../../lib/encounters/persona_records.ts";

/** What is loaded from a file of this text. */
function loaded(name: string, text: string, variant?: string) {
  const host = memoryHost({ files: { [name]: text } });
  return loadProducts(name, { host, ...(variant === undefined ? {} : { variant }) });
}

async function refusal(name: string, text: string, variant?: string): Promise<string> {
  const error = await loaded(name, text, variant).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof InputError, `it was not refused as an input: ${error}`);
  return error.message;
}

Deno.test("loadProducts() reads records a line each, and the same in YAML", async () => {
  const lines =
    '\uFEFF{"product_id":"a","display_name":"Ale","display_text":"Dry.","attributes":{"abv":5}}\n\n' +
    '{"product_id":"b","display_variant":"short"}\n{"product_id":"b"}\n';
  const ale = { id: "a", label: "Ale", text: "Dry.", attributes: { abv: 5 } };
  assert.deepEqual(await loaded("p.jsonl", lines), [ale, { id: "b", attributes: {} }]);
  assert.deepEqual(await loaded("p.jsonl", lines, "short"), [{ id: "b", attributes: {} }]);
  const yaml =
    "name: Beers\nproducts:\n  - { id: a, label: Ale, text: Dry., attributes: { abv: 5 } }\n";
  assert.deepEqual(await loaded("p.yaml", yaml), [ale]);
});

Deno.test("loadProducts() names everything that is wrong with its line", async () => {
  const text =
    '{"product_id":"a"}\n{"product_id":"","price":3}\n{"display_nme":"x"}\n[1]\n{"product_id":7}\n{';
  const message = await refusal("p.jsonl", text);
  assert.match(message, /p\.jsonl:2 \$\.product_id must be a text that is not empty/);
  assert.match(message, /p\.jsonl:2 \$\.price is an unknown key: it belongs under "attributes"/);
  assert.match(
    message,
    /p\.jsonl:3 \$\.display_nme is an unknown key: did you mean "display_name"/,
  );
  assert.match(message, /p\.jsonl:3 \$\.product_id /);
  assert.match(message, /p\.jsonl:4 must be a mapping/);
  assert.match(message, /p\.jsonl:5 \$\.product_id must be a text: write "7" in quotes/);
  assert.match(message, /p\.jsonl:6 is not JSON/);
  assert.match(
    await refusal("p.yaml", "products:\n  - id: a\n  - ide: b\n"),
    /p\.yaml:3 \$\.products\[1\]\.ide/,
  );
});

Deno.test("loadProducts() refuses an id that stands there twice, and a file with nothing to use", async () => {
  const twice = '{"product_id":"a"}\n{"product_id":"b"}\n{"product_id":"a"}\n';
  assert.match(
    await refusal("p.jsonl", twice),
    /p\.jsonl:3 \$\.product_id is "a", which another record has/,
  );
  assert.match(await refusal("p.jsonl", "\n"), /has no products/);
  assert.match(
    await refusal("p.jsonl", '{"product_id":"a"}\n', "short"),
    /has no products of the variant "short" \(there are default\)/,
  );
  assert.throws(() => parseProducts([]), InputError);
  await assert.rejects(loadProducts("nowhere.jsonl", { host: memoryHost() }), /nowhere\.jsonl/);
});

Deno.test("loadPersonaRecords() gives records the keys of the reference", async () => {
  const line = '{"persona_id":"a1","persona_text":"You are a persona.","attributes":{"k":"a1"}}\n';
  const host = memoryHost({ files: { "p.jsonl": line + '{"persona_id":"a2"}' } });
  const [first, second] = (await loadPersonaRecords(host, "p.jsonl")).map(({ record }) => record);
  // The goldens of the reference.
  assert.equal(first?.spec_key, "22df9dbc1f8d2f8e4f04e7ae9ad0baae8a210950513e546bae877e83519ed117");
  assert.equal(first?.text_key, "4d202cdecdc9b0bdd451f8c42d4c0ed1edc4e935931e2db6e6209533136408d2");
  assert.deepEqual([second?.spec_key, second?.text_key], [null, null]);
  assert.deepEqual(first && personaOf(first), {
    persona_id: "a1",
    persona_text: "You are a persona.",
    attributes: { k: "a1" },
  });
});
