const NAME = "[A-Za-z_:][\\w:.-]*";
const TAG = new RegExp(`^<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`);
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-Fa-f]+);)/;
// Section 2.2 of XML 1.0: the characters a document may hold.
const ALLOWED = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/**
 * Why a text is no well-formed XML 1.0 element, or undefined when it is one: tags balanced, attributes
 * quoted and none twice, nothing unescaped, only characters that XML knows. No comments, no CDATA, no
 * declarations: our pictures have none, so one that is there came from outside.
 */
export function malformed(xml: string): string | undefined {
  if (!ALLOWED.test(xml)) return "it holds a character that XML does not allow";
  if (ENTITY.test(xml)) return "an ampersand is not escaped";
  const open: string[] = [];
  let rest = xml;
  while (rest !== "") {
    const tag = TAG.exec(rest);
    if (tag === null) return `this is no tag: ${rest.slice(0, 40)}`;
    const [whole, closes, name = "", attributes = "", closed] = tag;
    if (isDoubled(attributes)) return `an attribute of ${whole} is there twice`;
    if (closes === "/") {
      if (open.pop() !== name) return `${whole} closes nothing`;
    } else if (closed !== "/") open.push(name);
    rest = rest.slice(whole.length);
    if (open.length === 0) return rest === "" ? undefined : `this comes after the end: ${rest}`;
    rest = rest.slice(rest.search(/<|$/));
  }
  return `${open.at(-1) ?? "the text"} is not closed`;
}

function isDoubled(attributes: string): boolean {
  const names = [...attributes.matchAll(/([^\s=]+)="[^"]*"/g)].map(([, name]) => name);
  return new Set(names).size < names.length;
}
