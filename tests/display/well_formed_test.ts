import assert from "node:assert/strict";
import { malformed } from "./well_formed.ts";

Deno.test("malformed() takes well-formed elements", () => {
  for (
    const xml of [
      "<svg/>",
      '<svg xmlns="x" a:b="&lt;&#38;&#x26;"><g/>text &amp; more<text x="1">é 😀</text></svg>',
      '<a><b></b\n><c d="\'>"/></a>',
    ]
  ) assert.equal(malformed(xml), undefined, xml);
});

Deno.test("malformed() refuses everything else", () => {
  for (
    const xml of [
      ...["", "text", "<a>", "<a></b>", "<a><b></a></b>", "<a/><b/>", "<a/>text", "</a>"],
      ...["<a>&</a>", "<a>&nbsp;</a>", "<a>1 < 2</a>", "<a b=c/>", "<a b/>", '<a b="<"/>'],
      ...[
        '<a b="1" b="2"/>',
        "<a>\u0007</a>",
        "<a>\ufffe</a>",
        "<a>\ud800</a>",
        "<a><!-- b --></a>",
      ],
    ]
  ) assert.notEqual(malformed(xml), undefined, xml);
});
