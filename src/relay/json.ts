const DEEPEST = 32;

/** A JSON text's value, or the reason why it is not read. Its depth is counted before anything walks into it. */
export function readJson(text: string): { value: unknown } | { problem: string } {
  if (isTooDeep(text)) return { problem: `The JSON is nested more than ${DEEPEST} levels deep.` };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: text.trim() === '' ? 'The body is empty.' : 'The body is not valid JSON.' };
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      if (++depth > DEEPEST) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}
