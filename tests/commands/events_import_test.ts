import assert from "node:assert/strict";
import { validateEvents } from "../../lib/rows/validate_events.ts";
import { filed } from "./desk.ts";
import { events, lined } from "./events_desk.ts";

/** The reviews and the metadata of the cases. */
const REVIEWS = [
  ["u2", "p2", "c2a", 300, 5],
  ["u1", "p1", "c1a", 200, 4],
  ["u1", "p2", "c2b", 100, 3],
  ["u3", "p9", "c3a", 250, 2],
].map(([user_id, parent_asin, asin, timestamp, rating]) => ({
  ...{ user_id, parent_asin, asin, timestamp, rating },
  ...{ title: "T", text: "Words", verified_purchase: user_id === "u1", helpful_vote: 1 },
}));
const METADATA = [
  { parent_asin: "p1", title: "One", price: "10.0", description: ["Desc 1"] },
  {
    ...{ parent_asin: "p2", title: "Two", description: [], features: ["F2A", "F2B"] },
    ...{ price: "None", rating_number: "20.0" },
  },
];

async function desk(changes: object = {}, reviews: readonly unknown[] = REVIEWS) {
  const place = await filed({
    "reviews.jsonl": lined(reviews),
    "metadata.jsonl": lined([...METADATA, { parent_asin: "p1", title: "Another" }]),
  });
  const source = {
    name: "amazon_reviews_2023",
    reviews_path: place.at("reviews.jsonl"),
    metadata_path: place.at("metadata.jsonl"),
    output_dir: place.at("out"),
    ...changes,
  };
  await Deno.writeTextFile(place.at("i.json"), JSON.stringify({ source }));
  const read = async (name: string) =>
    (await Deno.readTextFile(place.at(`out/${name}`))).trim().split("\n").map((line) =>
      JSON.parse(line)
    );
  return {
    ...place,
    read,
    run: () => events("import", "--config", place.at("i.json"), "--output-format", "json"),
  };
}

const IDS = {
  u2: "evt_b991a74c391c201e",
  "u1 p2": "evt_6c85a7655abded7e",
  "u1 p1": "evt_6ee75e74f4d0613a",
  u3: "evt_1a877ef698cf70a4",
};

Deno.test("H84: events import makes events, products and people of reviews, in memory and streaming", async () => {
  for (const import_mode of ["in_memory", "streaming"]) {
    await using place = await desk({ import_mode });
    const { code, out, err } = await place.run();
    assert.deepEqual([code, err], [0, ""]);
    const stats = JSON.parse(out);
    assert.deepEqual(
      [
        stats.n_events,
        stats.n_products,
        stats.n_personas,
        stats.n_reviews_missing_product_metadata,
        stats.n_raw_products,
      ],
      [4, 2, 3, 1, 3],
    );
    const rows = await place.read("events.jsonl");
    const wanted = [IDS.u2, IDS["u1 p2"], IDS["u1 p1"], IDS.u3];
    const ids = rows.map(({ event_id }) => event_id);
    assert.deepEqual(
      import_mode === "streaming" ? ids.toSorted() : ids,
      import_mode === "streaming" ? wanted.toSorted() : wanted,
    );
    const periods = rows.filter((row) => row.panelist_id === "u1").map((
      row,
    ) => [row.product_id, row.t]);
    assert.deepEqual(periods.sort(), [["p1", 1], ["p2", 0]]);
    assert.equal((await validateEvents(place.at("out/events.jsonl"))).valid, true);
  }
});

Deno.test("H84: events import describes products and people by what the source says", async () => {
  await using place = await desk();
  await place.run();
  const [one, two] = await place.read("products.jsonl");
  assert.deepEqual([one.display_name, one.display_text, one.attributes.price], [
    "One",
    "Desc 1",
    10,
  ]);
  assert.deepEqual(
    [two.display_text, two.attributes.price, two.attributes.rating_number],
    ["F2A\n\nF2B", null, 20],
  );
  const people = await place.read("personas.jsonl");
  assert.deepEqual(people.map(({ persona_id }) => persona_id), ["u1", "u2", "u3"]);
  assert.deepEqual(people[0].attributes, {
    n_reviews: 2,
    n_unique_products: 2,
    n_verified_purchase_reviews: 2,
    mean_rating: 3.5,
  });
  const [row] = await place.read("events.jsonl");
  assert.deepEqual(row.outcomes, { rating: 5, verified_purchase: false, helpful_vote: 1 });
  assert.equal(row.traces.review_text, "Words");
  assert.deepEqual([row.traces.source.child_asin, row.traces.source.raw.title], ["c2a", "T"]);
  assert.equal(row.product_display, "F2A\n\nF2B");
});

Deno.test("H86: events import leaves out what it is told to", async () => {
  await using matched = await desk({ require_metadata_match_for_events: true });
  assert.equal(JSON.parse((await matched.run()).out).n_events, 3);
  await using busy = await desk({ min_reviews_per_persona: 2, include_raw_review_meta: false });
  assert.equal(JSON.parse((await busy.run()).out).n_personas, 1);
  const rows = await busy.read("events.jsonl");
  assert.deepEqual(rows.find(({ panelist_id }) => panelist_id === "u2").panelist_features, {});
  assert.equal(rows[0].traces.source.raw, undefined);
  await using few = await desk({ max_reviews: 2, max_metadata_rows: 1 });
  const { n_events, n_products } = JSON.parse((await few.run()).out);
  assert.deepEqual([n_events, n_products], [2, 1]);
});

Deno.test("H86: events import refuses a global order where it streams, and any unknown key", async () => {
  await using place = await desk({ import_mode: "streaming", time_index_mode: "global_sequence" });
  const { code, err } = await place.run();
  assert.equal(code, 1);
  assert.match(
    err,
    /\$\.source\.time_index_mode must not be "global_sequence" where import_mode is/,
  );
  await using typo = await desk({ max_review: 3 });
  assert.match(
    (await typo.run()).err,
    /max_review is an unknown key: did you mean "max_reviews"\?/,
  );
  assert.equal((await events("import")).code, 2);
});

Deno.test("events import orders periods by time, among the reviews of one person or of all", async () => {
  const periods = async (time_index_mode: string) => {
    await using place = await desk({ time_index_mode });
    await place.run();
    const rows = await place.read("events.jsonl");
    return Object.fromEntries(rows.map((row) => [`${row.panelist_id} ${row.product_id}`, row.t]));
  };
  assert.deepEqual(await periods("global_sequence"), {
    "u1 p2": 0,
    "u1 p1": 1,
    "u3 p9": 2,
    "u2 p2": 3,
  });
  assert.equal((await periods("raw_timestamp"))["u2 p2"], 300);
});

Deno.test("events import passes over reviews that are unsigned or there twice, and counts them", async () => {
  const more = [...REVIEWS, { rating: 5 }, REVIEWS[0]];
  await using place = await desk({ time_index_mode: "raw_timestamp" }, more);
  const { n_events, n_reviews_skipped, n_reviews_repeated } = JSON.parse((await place.run()).out);
  assert.deepEqual([n_events, n_reviews_skipped, n_reviews_repeated], [4, 1, 1]);
  await using broken = await desk({}, [...REVIEWS, { ...REVIEWS[0], rating: "5" }]);
  const { code, err } = await broken.run();
  assert.equal(code, 1);
  assert.match(err, /reviews\.jsonl:5 \$\.rating must be a number/);
});

Deno.test("events import unpacks a file whose name ends in .gz", async () => {
  await using place = await desk();
  const packed = new Blob([await Deno.readFile(place.at("reviews.jsonl"))]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  await Deno.writeFile(place.at("reviews.jsonl.gz"), packed);
  const config = JSON.parse(await Deno.readTextFile(place.at("i.json")));
  config.source.reviews_path = place.at("reviews.jsonl.gz");
  await Deno.writeTextFile(place.at("i.json"), JSON.stringify(config));
  assert.equal(JSON.parse((await place.run()).out).n_events, 4);
  config.source.max_reviews = 1;
  await Deno.writeTextFile(place.at("i.json"), JSON.stringify(config));
  assert.equal(JSON.parse((await place.run()).out).n_events, 1);
  await Deno.writeTextFile(place.at("reviews.jsonl.gz"), "not packed");
  const { code, err } = await place.run();
  assert.equal(code, 1);
  assert.match(err, /^Cannot read ".*reviews\.jsonl\.gz": /);
});

Deno.test("H87: events subset draws products with enough ratings, and copies what is theirs", async () => {
  await using place = await desk();
  await place.run();
  const subset = async (config: object) => {
    const text = JSON.stringify(config);
    await Deno.writeTextFile(place.at("s.json"), text);
    const args = ["--config", place.at("s.json"), "--output-dir", place.at("sub")];
    return await events("subset", ...args, "--output-format", "json");
  };
  const settings = { import_dir: place.at("out"), min_reviews_per_product: 1, max_products: 100 };
  const { code, out } = await subset({ benchmark_subset: settings });
  assert.equal(code, 0);
  const stats = JSON.parse(out);
  assert.deepEqual([stats.n_products, stats.n_events, stats.n_panelists], [2, 3, 2]);
  assert.deepEqual(stats.rating_histogram, { 3: 1, 4: 1, 5: 1 });
  assert.deepEqual(stats.ratings_per_product, { p1: 1, p2: 2 });
  assert.equal((await validateEvents(place.at("sub/events.jsonl"))).rows, 3);
  const people = (await Deno.readTextFile(place.at("sub/personas.jsonl"))).trim().split("\n");
  assert.equal(people.length, 2);
  assert.equal(JSON.parse((await subset({ ...settings, max_products: 1 })).out).n_products, 1);
  const all = JSON.parse((await subset({ ...settings, require_product_record: false })).out);
  assert.equal(all.n_products, 3);
  const none = await subset({ import_dir: place.at("out") });
  assert.equal(none.code, 1);
  assert.match(none.err, /events\.jsonl: has no product with 25 ratings or more\n$/);
  assert.equal((await subset({ ...settings, seeds: 1 })).code, 1);
});

Deno.test("events import, subset, analyze and compare find files from the folder of their configuration", async () => {
  await using place = await desk({
    reviews_path: "reviews.jsonl",
    metadata_path: "metadata.jsonl",
  });
  assert.equal((await place.run()).code, 0);
  const done = async (command: string, config: object) => {
    await Deno.writeTextFile(place.at("c.json"), JSON.stringify(config));
    const { code, err } = await events(command, "--config", place.at("c.json"));
    assert.deepEqual([code, err], [0, ""], command);
  };
  const few = { min_reviews_per_product: 1, output_dir: place.at("sub") };
  await done("subset", { import_dir: "out", ...few });
  await done("analyze", { run_dir: "out" });
  await done("compare", {
    conditions: [{ run_dir: "out" }, { run_dir: "sub/", condition_type: "real" }],
  });
});

Deno.test("events subset draws the same products by the same seed", async () => {
  const reviews = Array.from({ length: 40 }, (_, at) => ({
    ...{
      user_id: `u${at}`,
      parent_asin: `q${at % 20}`,
      asin: "c",
      timestamp: at,
      rating: 1 + at % 5,
    },
  }));
  await using place = await desk({}, reviews);
  await place.run();
  const drawn = async (seed: number) => {
    const config = {
      import_dir: place.at("out"),
      min_reviews_per_product: 2,
      max_products: 5,
      seed,
    };
    const text = JSON.stringify({ ...config, require_product_record: false });
    await Deno.writeTextFile(place.at("s.json"), text);
    const args = ["--config", place.at("s.json"), "--output-dir", place.at("sub")];
    const { out } = await events("subset", ...args, "--output-format", "json");
    return Object.keys(JSON.parse(out).ratings_per_product);
  };
  const first = await drawn(1);
  assert.equal(first.length, 5);
  assert.deepEqual(await drawn(1), first);
  assert.notDeepEqual(await drawn(2), first);
});

Deno.test("events import and events subset replace no events of a run", async () => {
  await using place = await desk();
  await Deno.mkdir(place.at("out"));
  await Deno.writeTextFile(place.at("out/run.sqlite"), "");
  const imported = await place.run();
  assert.equal(imported.code, 1);
  assert.match(imported.err, /Cannot import events into ".*out": a run is kept there/);
  await Deno.writeTextFile(
    place.at("s.json"),
    JSON.stringify({ import_dir: place.at("in"), output_dir: place.at("out") }),
  );
  const drawn = await events("subset", "--config", place.at("s.json"));
  assert.equal(drawn.code, 1);
  assert.match(drawn.err, /Cannot subset events into ".*out": a run is kept there/);
});

Deno.test("events subset does not take the place of the import that it is drawn from", async () => {
  await using place = await desk();
  assert.equal((await place.run()).code, 0);
  const before = await place.read("events.jsonl");
  const config = { import_dir: place.at("out"), min_reviews_per_product: 1 };
  await Deno.writeTextFile(place.at("s.json"), JSON.stringify(config));
  const args = ["--config", place.at("s.json"), "--output-dir", `${place.at("out")}/../out/`];
  const { code, err } = await events("subset", ...args);
  assert.equal(code, 1);
  assert.match(err, /Cannot subset events into ".*": it is the import, which would be lost/);
  assert.deepEqual(await place.read("events.jsonl"), before);
});

Deno.test("events import says what a description must be", async () => {
  await using place = await desk();
  await Deno.writeTextFile(place.at("metadata.jsonl"), '{"parent_asin":"p1","features":{"a":1}}');
  const { code, err } = await place.run();
  assert.equal(code, 1);
  assert.match(err, /:1 \$\.features must be a text, or a list of texts/);
});
