import { FIXTURES } from "./files.ts";
import { baselineFiles } from "./make.ts";

// Makes the files of baselines from the collected data: deno run -A tests/baselines/main.ts
for (const [name, text] of await baselineFiles()) {
  await Deno.writeTextFile(new URL(name, FIXTURES), text);
  console.log(`${name} ${text.length}`);
}
