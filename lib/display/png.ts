import { fileURLToPath } from "node:url";
import { type Host } from "../host/host.ts";
import { fontsFor } from "./fonts.ts";

/** How a picture becomes pixels. */
export interface PngOptions {
  /** Where it will be saved, for the words of an error. */
  readonly path: string;
  readonly scale: number;
  readonly fonts: readonly string[] | undefined;
  readonly host: Host;
}

/**
 * A picture in pixels: the bytes of a PNG file, drawn by resvg in WebAssembly.
 *
 * @throws {Error} When there is no font to write with, or a file that is named is none.
 */
export async function pngOf(svg: string, options: PngOptions): Promise<Uint8Array> {
  const { scale, host } = options;
  const { family, files } = await fontsFor(svg, options);
  const fontBuffers = await Promise.all(files.map((file) => fontOf(host, file)));
  const { Resvg } = await loaded(host);
  const names = family === undefined ? {} : { defaultFontFamily: family, sansSerifFamily: family };
  const picture = new Resvg(svg, {
    fitTo: { mode: "zoom", value: scale },
    font: { fontBuffers, ...names },
  });
  const pixels = picture.render();
  // What WebAssembly holds is not collected.
  picture.free();
  const png = pixels.asPng();
  pixels.free();
  return png;
}

type Drawer = typeof import("@resvg/resvg-wasm");

let drawer: Promise<Drawer> | undefined;

/** The drawer, which can be set up only once. */
async function loaded(host: Host): Promise<Drawer> {
  drawer ??= setUp(host);
  try {
    return await drawer;
  } catch (error) {
    drawer = undefined;
    throw error;
  }
}

async function setUp(host: Host): Promise<Drawer> {
  const resvg = await import("@resvg/resvg-wasm");
  const program = fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"));
  await resvg.initWasm(await bytesOf(host, program));
  return resvg;
}

async function bytesOf({ files }: Host, path: string): Promise<Uint8Array<ArrayBuffer>> {
  // The host makes the bytes anew.
  return await files.readBytes(path, 0, await files.size(path)) as Uint8Array<ArrayBuffer>;
}

/** How files of TrueType and OpenType fonts begin; any other would be passed over, and nothing written. */
const FONTS = ["\0\x01\0\0", "OTTO", "true", "ttcf"];

async function fontOf(host: Host, path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await bytesOf(host, path);
  if (FONTS.includes(String.fromCharCode(...bytes.subarray(0, 4)))) return bytes;
  throw new Error(`Cannot write with "${path}": it must be a TrueType or OpenType font`);
}
