/**
 * The JSON object in a reply: the whole text, or, where a model put words or a fence around it, the
 * part from the first brace to the last. Undefined when there is none.
 */
export function jsonIn(text: string): object | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  const first = text.indexOf("{");
  const last = text.lastIndexOf("}");
  return first < 0 || last < first ? undefined : parsed(text.slice(first, last + 1));
}

function parsed(text: string): object | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return data !== null && typeof data === "object" && !Array.isArray(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
