const LOOKS_LIKE_A_KEY =
  /\b(?:sk|rk|pk|gsk|xai)[-_][\w.*-]{6,}|\bAIza[\w*-]{6,}|\beyJ[\w-]{8,}\.[\w.-]+|\bBearer\s+\S+/gi;

/** Shorter ones are ordinary words, which a text may have. */
const SHORTEST = 6;

/**
 * A text with `[key]` in place of a key and of anything that looks like one: as it is, as it stands in an
 * address, and in base64, also within something longer, as in the header of a basic login.
 */
export function withoutKey(text: string, key = ""): string {
  const forms = [key, ...inBase64(key)]
    .filter(({ length }) => length >= SHORTEST)
    .sort((one, other) => other.length - one.length);
  const own = forms.reduce((rest, form) => rest.replace(inAddresses(form), "[key]"), text);
  return own.replace(LOOKS_LIKE_A_KEY, "[key]");
}

/** A form as it is, or with any of its characters written as they may be in an address. */
function inAddresses(form: string): RegExp {
  const characters = [...form].map((character) => {
    const digits = [...new TextEncoder().encode(character)]
      .map((byte) => `%${byte.toString(16).padStart(2, "0")}`.replace(/[a-f]/g, eitherCase));
    return `(?:${character.replace(/\W/u, inPattern)}|${digits.join("")})`;
  });
  return new RegExp(characters.join(""), "gu");
}

function eitherCase(digit: string): string {
  return `[${digit}${digit.toUpperCase()}]`;
}

function inPattern(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** The characters that it makes up alone, wherever it begins in a group of three bytes. */
function inBase64(key: string): string[] {
  const bytes = String.fromCharCode(...new TextEncoder().encode(key));
  return [0, 1, 2].flatMap((before) => {
    const encoded = btoa("\0".repeat(before) + bytes).replace(/=+$/, "");
    const isShared = (before + bytes.length) % 3 > 0;
    const alone = encoded.slice(before === 0 ? 0 : before + 1, isShared ? -1 : undefined);
    return [alone, alone.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
