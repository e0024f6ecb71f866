import { PICTURES, pictures } from "./make.ts";

// Draws the pictures of the README: deno run -A tests/pictures/main.ts
for (const [name, svg] of await pictures()) await Deno.writeTextFile(new URL(name, PICTURES), svg);
