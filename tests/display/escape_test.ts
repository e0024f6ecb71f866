import assert from "node:assert/strict";
import fc from "fast-check";
import { parseHTML } from "linkedom";
import { escaped, plain } from "../../lib/display/escape.ts";
import { malformed } from "./well_formed.ts";

Deno.test("escaped() takes markup, quotes and ampersands their meaning", () => {
  assert.equal(
    escaped(`<script>alert("1" & '2')</script>`),
    "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;",
  );
  assert.equal(escaped("&lt;"), "&amp;lt;");
});

Deno.test("escaped() gives XML whatever it is given, as text and as attribute", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const safe = escaped(text);
      assert.equal(malformed(`<a b="${safe}">${safe}</a>`), undefined);
    }),
    { seed: 8, numRuns: 500 },
  );
});

Deno.test("escaped() is read back by a parser as the plain text", () => {
  for (const text of ["<b>&\"'</b>", "1 < 2 && 3 > 2", "\u001b[31mred", "ünï 東京 😀"]) {
    const { document } = parseHTML(`<html><body><p title="${escaped(text)}">${escaped(text)}</p>`);
    assert.equal(document.querySelector("p")?.textContent, plain(text));
    assert.equal(document.querySelector("p")?.getAttribute("title"), plain(text));
  }
});

Deno.test("plain() leaves out escape sequences", () => {
  const sequences = {
    "\u001b[31mred\u001b[0m": "red",
    "\u001b[38;2;1;2;3mrgb": "rgb",
    "\u001b[2J\u001b[Hclear": "clear",
    "\u001b[?25lhide": "hide",
    "\u001b]0;a title\u0007after": "after",
    "\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u001b\\": "link",
    "\u001b(Bset": "set",
    "\u009b31mred": "red",
  };
  for (const [text, wanted] of Object.entries(sequences)) assert.equal(plain(text), wanted);
});

Deno.test("plain() keeps text: lines, tabs, letters, emoji", () => {
  const text = "one\n\ttwo é 東京 👩‍👩‍👧 [31m ~";
  assert.equal(plain(text), text);
  assert.equal(plain("a\u0000b\u0008c\u007fd\r\ne\ud800f\ufffeg"), "abcd\nefg");
  assert.equal(plain("a \u001b]never ends"), "a ]never ends");
});

Deno.test("plain() leaves nothing that moves a terminal's cursor", () => {
  const unit = fc.constantFrom("\u001b", "[", "]", "3", "m", "\u009b", "a");
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const safe = plain(text);
      return !safe.includes("\u001b") && !safe.includes("\u009b");
    }),
    { seed: 8, numRuns: 500 },
  );
});

Deno.test("plain() lets no name turn its line around", () => {
  assert.equal(plain("Maya\u202ednuor\u202c \u2067x\u2069 שלום"), "Mayadnuor x שלום");
});
