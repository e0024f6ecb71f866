import { type Host } from "../host/host.ts";

/** Font files to write with, and the name of the family where it is known. */
export interface Fonts {
  readonly family?: string;
  readonly files: readonly string[];
}

/** Where systems keep fonts that have most signs: an ordinary face and a bold one. */
const FAMILIES: readonly Required<Fonts>[] = [
  ...[
    "/usr/share/fonts/truetype/dejavu/DejaVuSans",
    "/usr/share/fonts/TTF/DejaVuSans",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans",
    "/usr/share/fonts/dejavu/DejaVuSans",
  ].map((start) => ({ family: "DejaVu Sans", files: [`${start}.ttf`, `${start}-Bold.ttf`] })),
  ...[
    "/usr/share/fonts/truetype/liberation/LiberationSans",
    "/usr/share/fonts/liberation-sans/LiberationSans",
    "/usr/share/fonts/liberation/LiberationSans",
  ].map((start) => {
    return { family: "Liberation Sans", files: [`${start}-Regular.ttf`, `${start}-Bold.ttf`] };
  }),
  ...["/usr/share/fonts/truetype/noto/NotoSans", "/usr/share/fonts/noto/NotoSans"].map((start) => {
    return { family: "Noto Sans", files: [`${start}-Regular.ttf`, `${start}-Bold.ttf`] };
  }),
  ...["/System/Library/Fonts/Supplemental", "/Library/Fonts"].map((folder) => {
    return { family: "Arial", files: [`${folder}/Arial.ttf`, `${folder}/Arial Bold.ttf`] };
  }),
  { family: "Segoe UI", files: ["C:/Windows/Fonts/segoeui.ttf", "C:/Windows/Fonts/segoeuib.ttf"] },
];

/** Fonts with East Asian signs; they are large, and read only where there are such signs. */
const EAST_ASIAN = [
  "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
  "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
  "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
  "/System/Library/Fonts/Hiragino Sans GB.ttc",
  "C:/Windows/Fonts/msyh.ttc",
];

/**
 * The fonts for a picture: those that are named, or the first of the system that are found.
 *
 * @throws {Error} When there are none.
 */
export async function fontsFor(
  svg: string,
  { path, fonts, host: { files } }: {
    readonly path: string;
    readonly fonts: readonly string[] | undefined;
    readonly host: Host;
  },
): Promise<Fonts> {
  if (fonts !== undefined && fonts.length > 0) return { files: fonts };
  const found = async (paths: readonly string[]) => {
    const there = await Promise.all(paths.map((file) => files.isFile(file)));
    return paths.filter((_, place) => there[place]);
  };
  for (const { family, files } of FAMILIES) {
    const faces = await found(files);
    if (faces.length === 0) continue;
    const others = /[\u2e80-\u9fff\uac00-\ud7a3\uff00-\uff60]/.test(svg)
      ? await found(EAST_ASIAN)
      : [];
    return { family, files: [...faces, ...others.slice(0, 1)] };
  }
  throw new Error(
    `Cannot save "${path}": no font was found on this machine; name one, as in ` +
      '{ fonts: ["DejaVuSans.ttf"] }, or save the chart as .svg',
  );
}
