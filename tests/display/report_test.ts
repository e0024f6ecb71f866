import assert from "node:assert/strict";
import { Report, type ReportContent, save } from "../../mod.ts";
import { memoryHost } from "../../lib/host/memory.ts";
import { sharesChart } from "../../lib/display/shares_chart.ts";
import { inspected, shown } from "./faces.ts";
import { ATTACK, attacked, tiers } from "./tallies.ts";
import { malformed } from "./well_formed.ts";

const content: ReportContent = {
  title: ATTACK,
  subtitle: ATTACK,
  notices: [ATTACK],
  sections: [{
    heading: ATTACK,
    parts: [
      { type: "heading", text: ATTACK },
      { type: "text", lines: [ATTACK, "second"] },
      { type: "notes", lines: [ATTACK] },
      { type: "list", items: [ATTACK, "# no heading"] },
      { type: "code", text: `${ATTACK} \`\`\`` },
      { type: "chart", name: ATTACK, chart: sharesChart([attacked()]) },
      { type: "table", caption: ATTACK, head: [ATTACK, "n"], rows: [[ATTACK, "1"]], right: [1] },
      { type: "table", caption: "facts", head: [], rows: [["a", "b"]] },
    ],
  }],
};

const bare: ReportContent = { title: "Plans", subtitle: "", notices: [], sections: [] };

Deno.test("Report says that respondents are synthetic, whatever it is of", async () => {
  for (const report of [new Report(bare), new Report(content)]) {
    for (const text of [await report.html(), report.markdown(), String(report)]) {
      assert.equal(text.split("Synthetic respondents: no person was asked.").length, 2);
    }
  }
});

Deno.test("Report is a page that needs nothing beside it and runs nothing", async () => {
  const html = await new Report(content).html();
  assert.match(html, /default-src 'none'; style-src 'unsafe-inline'/);
  assert.doesNotMatch(html, /<script|<img|<link|<iframe|\son\w+=|javascript:|@import|url\(/i);
  assert.doesNotMatch(
    html.replaceAll("http://www.w3.org/2000/svg", ""),
    /(src|href)="(?!#)|https?:/,
  );
  assert.equal(html.split("&lt;script&gt;alert(1)&lt;/script&gt;").length > 10, true);
  const [, body = ""] = /<body>([^]*)<\/body>/.exec(html) ?? [];
  assert.equal(malformed(`<body>${body.trim()}</body>`), undefined);
});

Deno.test("Report is the same in Markdown, where nothing is a mark or HTML", () => {
  const text = new Report(content).markdown();
  assert.doesNotMatch(text.replace(/^(`{3,})\n[^]*?\n\1$/gm, ""), /<|\n# no|^# no/);
  assert.match(text, /^# &lt;script&gt;/);
  assert.match(text, /\n- &#35; no heading\n/);
  assert.match(text, /\n\| {2}\| {2}\|\n\| --- \| --- \|\n\| a \| b \|\n/);
  assert.match(text, /\n````\n<script>alert\(1\)<\/script> ```\n````\n/);
});

Deno.test("Report is the same bytes each time", async () => {
  assert.equal(await new Report(content).html(), await new Report(content).html());
});

Deno.test("Report shows itself in a frame in which nothing runs, and in text", async () => {
  const report = new Report({
    ...bare,
    sections: [{
      heading: "A",
      parts: [{ type: "chart", name: "B", chart: sharesChart([tiers()]) }],
    }],
  });
  const bundle = await shown(report);
  assert.match(
    bundle["text/html"] ?? "",
    /^<iframe title="Plans" sandbox="" style="[^"]*" srcdoc="/,
  );
  assert.equal(malformed(bundle["text/html"] ?? ""), undefined);
  assert.equal(inspected(report), bundle["text/plain"]);
  assert.match(inspected(report), /# Plans[^]*## A[^]*Which tier\?/);
});

Deno.test("save() writes a report by the ending of its path, and knows no other", async () => {
  const host = memoryHost();
  const report = new Report(content);
  await save(report, "out/a.html", { host });
  await save(report, "out/a.MD", { host });
  assert.equal(await host.files.readText("out/a.html"), await report.html());
  assert.equal(await host.files.readText("out/a.MD"), report.markdown());
  await assert.rejects(
    save(report, "a.pdf", { host }),
    /^TypeError: Cannot save a report as "a\.pdf": it must end in \.html or \.md$/,
  );
});
