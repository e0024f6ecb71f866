import assert from "node:assert/strict";
import { choice, type Product, productText } from "../../mod.ts";

Deno.test("productText() is the text, else label and attributes, else what there is", () => {
  const attributes = { b: 1, a: true };
  const texts: [Product, string][] = [
    [{ id: "x", label: "N", text: "  Dry.  ", attributes }, "Dry."],
    [{ id: "x", label: "N", attributes }, "N\n(a=True, b=1)"],
    [{ id: "x", text: " ", attributes }, "a=True, b=1"],
    [{ id: "x", label: "N" }, "N"],
    [{ id: "x" }, "Unnamed item"],
    [
      { id: "x", attributes: { list: ["it's", 1.5, null], map: { k: "v" }, s: "plain" } },
      `list=["it's", 1.5, None], map={'k': 'v'}, s=plain`,
    ],
  ];
  for (const [product, text] of texts) assert.equal(productText(product), text);
});

Deno.test("products are options of a question, stored by their id", () => {
  const question = choice("Which?", [
    { id: "b1", label: "Ale", attributes: { abv: 5 } } as Product,
  ]);
  assert.deepEqual(question.options.map((option) => typeof option === "object" ? option.id : ""), [
    "b1",
  ]);
});
